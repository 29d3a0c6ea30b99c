package io.haechi.audio;

/**
 * A short sound held whole in memory: {@code channels[channel][frame]}, full scale -1 to 1.
 *
 * <p>The arrays are not copied; whoever makes a {@code Sound} gives them away. For anything long use
 * {@link SoundStream}.
 *
 * @param channels 1 to 8 rows of equal length, every sample finite
 * @param sampleRate samples per second, 1,000 to 768,000
 */
public record Sound(float[][] channels, int sampleRate) {

    /** Lowest and highest rate that any part of this package takes, in hertz. */
    public static final int MIN_RATE = 1_000;

    public static final int MAX_RATE = 768_000;

    /** Most channels that any part of this package takes. */
    public static final int MAX_CHANNELS = 8;

    public Sound {
        if (channels.length < 1 || channels.length > MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "Channels must be between 1 and " + MAX_CHANNELS + ", got " + channels.length);
        }
        requireRate(sampleRate);
        for (int c = 0; c < channels.length; c++) {
            if (channels[c].length != channels[0].length) {
                throw new IllegalArgumentException("Channels must be equally long, channel 0 has " + channels[0].length
                        + " frames and channel " + c + " has " + channels[c].length);
            }
            requireFinite(channels[c], c);
        }
    }

    /** A sound of one channel. */
    public static Sound mono(float[] samples, int sampleRate) {
        return new Sound(new float[][] {samples}, sampleRate);
    }

    /** Frames, that is samples per channel. */
    public int frames() {
        return channels[0].length;
    }

    /** Duration in seconds. */
    public double seconds() {
        return (double) frames() / sampleRate;
    }

    static void requireRate(int sampleRate) {
        if (sampleRate < MIN_RATE || sampleRate > MAX_RATE) {
            throw new IllegalArgumentException(
                    "Sample rate must be between " + MIN_RATE + " and " + MAX_RATE + " Hz, got " + sampleRate);
        }
    }

    private static void requireFinite(float[] samples, int channel) {
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new IllegalArgumentException(
                        "Samples must be finite, channel " + channel + " has " + samples[i] + " at frame " + i);
            }
        }
    }
}
