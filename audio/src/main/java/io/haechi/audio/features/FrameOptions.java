package io.haechi.audio.features;

/**
 * How to cut a signal into frames: sizes in samples at {@code sampleRate} hertz. The transform is as long as the window
 * ({@code n_fft = win_length}), frames are centred on multiples of the hop, and the signal is extended with zeros.
 *
 * @param sampleRate samples per second, 1,000 to 192,000
 * @param windowLength length of window and transform, even, 8 to 65,536, with no prime factor above 5
 * @param hopLength samples from one frame to the next, 1 to {@code windowLength}
 */
public record FrameOptions(int sampleRate, int windowLength, int hopLength) {
    /** 25 ms windows every 10 ms at 16 kHz: what all shipped voice models hear. */
    public static final FrameOptions SPEECH = new FrameOptions(16_000, 400, 160);

    public FrameOptions {
        if (sampleRate < 1_000 || sampleRate > 192_000) {
            throw new IllegalArgumentException("Sample rate must be between 1000 and 192000 Hz, got " + sampleRate);
        }
        if (windowLength < 8 || windowLength > 65_536 || windowLength % 2 != 0 || !hasSmallFactors(windowLength)) {
            throw new IllegalArgumentException("Window length must be an even number between 8 and 65536 with no prime"
                    + " factor above 5, got " + windowLength);
        }
        if (hopLength < 1 || hopLength > windowLength) {
            throw new IllegalArgumentException(
                    "Hop length must be between 1 and the window length " + windowLength + ", got " + hopLength);
        }
    }

    /** Number of frames of a signal of this many samples: one per started hop, so never fewer than one. */
    public int frames(int samples) {
        if (samples < 0) {
            throw new IllegalArgumentException("A signal has 0 samples or more, got " + samples);
        }
        return 1 + samples / hopLength;
    }

    /** Number of frequency bins from 0 Hz to half the sample rate, both included. */
    public int bins() {
        return windowLength / 2 + 1;
    }

    private static boolean hasSmallFactors(int n) {
        int rest = n;
        for (int factor : new int[] {2, 3, 5}) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest == 1;
    }
}
