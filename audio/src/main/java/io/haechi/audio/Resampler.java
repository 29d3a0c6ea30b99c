package io.haechi.audio;

import java.util.Arrays;

/**
 * Changes the sample rate of one channel, piece by piece, by any ratio of whole numbers.
 *
 * <p>A polyphase windowed sinc: output <i>m</i> is the input filtered at time <i>m</i>&middot;from/to, so there is no
 * delay between input and output time. Everything from the lower Nyquist frequency on is at least 80 dB down (104 dB
 * measured), everything below 92 % of it passes within 0.001 dB. <i>n</i> inputs give ceil(<i>n</i>&middot;to/from)
 * outputs, and the same ones bit for bit however the input is cut into pieces: work is done in blocks at fixed places.
 *
 * <p>Outputs come late by up to one block (0.13 s from 48 kHz to 16 kHz, about 2 s at most) until {@link #finish}.
 * Overshoot at loud edges is natural, so outputs may exceed -1 to 1 by a little.
 *
 * @see <a href="https://ccrma.stanford.edu/~jos/resample/">J. O. Smith, Digital audio resampling</a>
 */
public final class Resampler {

    private static final float[] NOTHING = new float[0];

    private final long up;
    private final long down;
    private final PolyphaseKernel kernel;
    private final int blockOut;
    private final int blockIn;
    private float[] waiting;
    private int waitingLength;
    private long fed;
    private long given;
    private boolean isFinished;

    /**
     * @param fromRate rate of what is fed, in hertz, 1,000 to 768,000
     * @param toRate rate of what comes out, in hertz, 1,000 to 768,000
     */
    public Resampler(int fromRate, int toRate) {
        this(fromRate, toRate, PolyphaseKernel.QUICK);
    }

    /**
     * The same outputs, bit for bit, as soon as they can be had: late by at most 0.3 s for the rates that sound cards
     * have, at more work per second.
     */
    public static Resampler prompt(int fromRate, int toRate) {
        return new Resampler(fromRate, toRate, PolyphaseKernel.PROMPT);
    }

    private Resampler(int fromRate, int toRate, int outputsPerBlock) {
        Sound.requireRate(fromRate);
        Sound.requireRate(toRate);
        int common = gcd(fromRate, toRate);
        this.up = toRate / common;
        this.down = fromRate / common;
        this.kernel = PolyphaseKernel.of((int) up, (int) down, outputsPerBlock);
        this.blockOut = kernel.blockOut();
        this.blockIn = kernel.blockIn();
        this.waiting = new float[kernel.blockInWithEdges() + blockIn];
        this.waitingLength = kernel.edge();
    }

    /** The whole of {@code samples} at another rate; equal rates give a copy. */
    public static float[] resample(float[] samples, int fromRate, int toRate) {
        Resampler resampler = new Resampler(fromRate, toRate);
        float[] most = resampler.feed(samples, samples.length);
        float[] rest = resampler.finish();
        float[] all = Arrays.copyOf(most, most.length + rest.length);
        System.arraycopy(rest, 0, all, most.length, rest.length);
        return all;
    }

    /**
     * Takes the next {@code length} samples and returns what can be computed by now, often nothing.
     *
     * @throws IllegalStateException after {@link #finish}
     */
    public float[] feed(float[] samples, int length) {
        if (isFinished) {
            throw new IllegalStateException("Nothing can be fed after finish; make a new Resampler");
        }
        fed += length;
        if (up == down) {
            return Arrays.copyOf(samples, length);
        }
        append(samples, length);
        int needed = kernel.blockInWithEdges();
        int blocks = waitingLength < needed ? 0 : (waitingLength - needed) / blockIn + 1;
        return blocks == 0 ? NOTHING : compute(blocks, (long) blocks * blockOut);
    }

    /** Ends the input, which counts as silence from here on, and returns the outputs still due. */
    public float[] finish() {
        isFinished = true;
        if (up == down) {
            return NOTHING;
        }
        long due = Math.ceilDiv(fed * up, down) - given;
        int blocks = (int) Math.ceilDiv(due, (long) blockOut);
        int needed = kernel.blockInWithEdges() + (blocks - 1) * blockIn;
        if (needed > waitingLength) {
            waiting = Arrays.copyOf(waiting, Math.max(waiting.length, needed));
            Arrays.fill(waiting, waitingLength, needed, 0f);
            waitingLength = needed;
        }
        return due == 0 ? NOTHING : compute(blocks, due);
    }

    private float[] compute(int blocks, long due) {
        float[] out = new float[blocks * blockOut];
        for (int b = 0; b < blocks; b++) {
            kernel.apply(waiting, b * blockIn, out, b * blockOut);
        }
        int used = blocks * blockIn;
        waitingLength -= used;
        System.arraycopy(waiting, used, waiting, 0, waitingLength);
        given += due;
        return due == out.length ? out : Arrays.copyOf(out, (int) due);
    }

    private void append(float[] samples, int length) {
        if (waitingLength + length > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(waitingLength + length, waiting.length * 3 / 2));
        }
        System.arraycopy(samples, 0, waiting, waitingLength, length);
        waitingLength += length;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
