package io.haechi.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges sound while it goes on: feed it as it comes, and be told a verdict every second.
 *
 * <pre>{@code
 * LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT, update -> send(update.toJson()));
 * while (...) {
 *     live.accept(samples, count);     // 16 kHz, full scale ±1
 * }
 * live.finish();
 * }</pre>
 *
 * <p>The work is that of a scanned file, {@link ChannelListener}, with a memory: what each window says is computed once,
 * when the window is full, and pooled anew for each verdict. Verdicts come at whole multiples of the options' interval in
 * the sound, however it is cut into pieces, and what they rest on is all sound until then. What is held does not grow with
 * time.
 *
 * <p>For one thread; several hearings of one detector may run at once.
 */
public final class LiveHearing {
    private static final float FULL_SCALE = 32_768;

    private final VoiceDetector detector;
    private final String name;
    private final List<ChannelListener> listeners;
    private final LiveOptions options;
    private final Consumer<LiveUpdate> updates;
    private final long interval;
    private long heard;
    private long computeNanos;
    private boolean isBegun;
    private boolean isFinished;

    LiveHearing(
            VoiceDetector detector,
            String name,
            List<ChannelListener> listeners,
            LiveOptions options,
            Consumer<LiveUpdate> updates) {
        this.detector = detector;
        this.name = name;
        this.listeners = listeners;
        this.options = options;
        this.updates = updates;
        this.interval = Math.round(options.everySeconds() * Voice.SAMPLE_RATE);
    }

    /**
     * Hears the next samples of a sound with one channel.
     *
     * @param samples at 16 kHz, full scale ±1, finite
     * @param count how many of them, 0 to {@code samples.length}
     */
    public void accept(float[] samples, int count) {
        accept(new float[][] {samples}, count);
    }

    /**
     * Hears the next frames.
     *
     * @param channels one row of samples per channel, at 16 kHz, full scale ±1, finite
     * @param frames how many of each row, 0 to its length
     * @throws IllegalArgumentException if there are more or fewer channels than was said
     * @throws IllegalStateException after {@link #finish}
     */
    public void accept(float[][] channels, int frames) {
        if (channels.length != listeners.size()) {
            throw new IllegalArgumentException(
                    name + ": expected " + listeners.size() + " channels, got " + channels.length);
        }
        if (isFinished) {
            throw new IllegalStateException("Nothing can be heard after finish; listen anew");
        }
        for (int taken = 0; taken < frames; ) {
            int part = (int) Math.min(frames - taken, interval - heard % interval);
            long began = System.nanoTime();
            for (int c = 0; c < channels.length; c++) {
                float[] row = taken == 0 ? channels[c] : Arrays.copyOfRange(channels[c], taken, taken + part);
                listeners.get(c).accept(row, part);
            }
            taken += part;
            heard += part;
            boolean isDue = heard % interval == 0 && catchUp();
            computeNanos += System.nanoTime() - began;
            if (isDue) {
                update(false);
            }
            computeNanos = heard % interval == 0 ? 0 : computeNanos;
        }
    }

    /**
     * Hears raw sound as it comes through a socket or a pipe: signed 16-bit little-endian samples at 16 kHz, the channels'
     * interleaved. Takes all that remains in the buffer, which must be whole frames.
     */
    public void accept(ByteBuffer pcm) {
        int frameBytes = Short.BYTES * listeners.size();
        if (pcm.remaining() % frameBytes != 0) {
            throw new IllegalArgumentException(
                    name + ": expected whole frames of " + frameBytes + " bytes, got " + pcm.remaining() + " bytes");
        }
        ByteBuffer bytes = pcm.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[][] channels = new float[listeners.size()][pcm.remaining() / frameBytes];
        for (int frame = 0; frame < channels[0].length; frame++) {
            for (float[] channel : channels) {
                channel[frame] = bytes.getShort() / FULL_SCALE;
            }
        }
        pcm.position(pcm.limit());
        accept(channels, channels[0].length);
    }

    /** Brings every channel up to now; whether there is enough for a verdict. */
    private boolean catchUp() {
        for (ChannelListener listener : listeners) {
            listener.catchUp();
            isBegun |= listener.spokenSeconds() >= options.firstSpeechSeconds();
        }
        return isBegun;
    }

    private Hearing update(boolean isLast) {
        long began = System.nanoTime();
        Hearing hearing = detector.hearing(name, listeners);
        computeNanos += System.nanoTime() - began;
        updates.accept(new LiveUpdate(hearing, listeners.getFirst().fromSeconds(), computeNanos / 1e9, isLast));
        return hearing;
    }

    /** Seconds of sound heard. */
    public double seconds() {
        return (double) heard / Voice.SAMPLE_RATE;
    }

    /** Seconds of speech heard from the beginning on, in the channel that has most. */
    public double spokenSeconds() {
        return listeners.stream()
                .mapToDouble(ChannelListener::spokenSeconds)
                .max()
                .orElse(0);
    }

    /** Whether there has been enough speech for verdicts. */
    public boolean isBegun() {
        return isBegun;
    }

    /**
     * Ends the sound: gives the last verdict, also to the updates, however little was heard.
     *
     * @throws io.haechi.core.UnreadableInputException if no sound came at all
     * @throws IllegalStateException the second time
     */
    public Hearing finish() {
        if (isFinished) {
            throw new IllegalStateException("This hearing has been finished");
        }
        isFinished = true;
        long began = System.nanoTime();
        listeners.forEach(ChannelListener::finish);
        computeNanos += System.nanoTime() - began;
        return update(true);
    }
}
