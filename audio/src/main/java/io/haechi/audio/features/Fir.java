package io.haechi.audio.features;

import java.util.Arrays;

/**
 * A linear-phase filter of finite length for sound at 16 kHz, designed as a windowed sinc (Blackman's window, side lobes
 * 74 dB down), and the halving and doubling of the rate that need one. Delay is compensated: output and input line up.
 */
public final class Fir {
    private static final int SAMPLE_RATE = 16_000;
    private static final int BLOCK = 1_024;
    private static final int TAPS_AT_ONCE = 4;

    private final float[] taps;

    private Fir(double[] taps) {
        this.taps = new float[taps.length];
        for (int i = 0; i < taps.length; i++) {
            this.taps[i] = (float) taps[i];
        }
    }

    /**
     * Lets through what lies below a frequency.
     *
     * @param hertz where the response is a half, above 0 and below 8,000
     * @param length number of taps, odd, 3 to 4,095; the transition is about 88,000 / length hertz wide
     */
    public static Fir lowPass(double hertz, int length) {
        return new Fir(sinc(hertz, length));
    }

    /** Lets through what lies above a frequency; parameters as in {@link #lowPass}. */
    public static Fir highPass(double hertz, int length) {
        double[] taps = sinc(hertz, length);
        for (int i = 0; i < length; i++) {
            taps[i] = (i == length / 2 ? 1 : 0) - taps[i];
        }
        return new Fir(taps);
    }

    /** Lets through what lies between two frequencies; parameters as in {@link #lowPass}. */
    public static Fir bandPass(double lowHertz, double highHertz, int length) {
        if (!(lowHertz < highHertz)) {
            throw new IllegalArgumentException(
                    "A band's lower edge must lie below its upper edge, got " + lowHertz + " and " + highHertz + " Hz");
        }
        double[] low = sinc(lowHertz, length);
        double[] high = sinc(highHertz, length);
        for (int i = 0; i < length; i++) {
            high[i] -= low[i];
        }
        return new Fir(high);
    }

    private static double[] sinc(double hertz, int length) {
        if (!(hertz > 0 && hertz < SAMPLE_RATE / 2.0)) {
            throw new IllegalArgumentException("Cut-off must lie between 0 and 8000 Hz, got " + hertz + " Hz");
        }
        if (length < 3 || length > 4095 || length % 2 == 0) {
            throw new IllegalArgumentException("Filter length must be odd and between 3 and 4095, got " + length);
        }
        double[] taps = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double x = i - length / 2;
            double angle = 2 * Math.PI * hertz / SAMPLE_RATE;
            double phase = 2 * Math.PI * (i + 1) / (length + 1);
            double window = 0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase);
            taps[i] = window * (x == 0 ? angle / Math.PI : Math.sin(angle * x) / (Math.PI * x));
            sum += taps[i];
        }
        for (int i = 0; i < length; i++) {
            taps[i] /= sum;
        }
        return taps;
    }

    /** The filtered signal, as long as the input, which is taken to be zero outside. */
    public float[] apply(float[] samples) {
        int half = taps.length / 2;
        float[] padded = new float[samples.length + 2 * half];
        System.arraycopy(samples, 0, padded, half, samples.length);
        float[] result = new float[samples.length];
        float[][] shifted = new float[TAPS_AT_ONCE][BLOCK];
        float[] sums = new float[BLOCK];
        for (int from = 0; from < result.length; from += BLOCK) {
            int count = Math.min(BLOCK, result.length - from);
            Arrays.fill(sums, 0);
            for (int tap = 0; tap < taps.length; tap += TAPS_AT_ONCE) {
                pass(padded, from, count, tap, shifted, sums);
            }
            System.arraycopy(sums, 0, result, from, count);
        }
        return result;
    }

    /**
     * Adds what four taps contribute to a block. The virtual machine makes vector code only of loops whose arrays all
     * run with one index, hence the shifted copies, which cost far less than they save.
     */
    private void pass(float[] padded, int from, int count, int tap, float[][] shifted, float[] sums) {
        float[] weights = new float[TAPS_AT_ONCE];
        for (int i = 0; i < TAPS_AT_ONCE && tap + i < taps.length; i++) {
            weights[i] = taps[taps.length - 1 - tap - i];
            System.arraycopy(padded, from + tap + i, shifted[i], 0, count);
        }
        add(
                shifted[0],
                shifted[1],
                shifted[2],
                shifted[3],
                weights[0],
                weights[1],
                weights[2],
                weights[3],
                sums,
                count);
    }

    private static void add(
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float weightA,
            float weightB,
            float weightC,
            float weightD,
            float[] sums,
            int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
        }
    }

    /** Filters and keeps every second sample: half the rate, provided that this filter removes what would alias. */
    public float[] halve(float[] samples) {
        float[] filtered = apply(samples);
        float[] result = new float[(samples.length + 1) / 2];
        for (int i = 0; i < result.length; i++) {
            result[i] = filtered[2 * i];
        }
        return result;
    }

    /** Twice the rate, {@code length} samples long: zeros between the samples, then this filter, which removes images. */
    public float[] twice(float[] samples, int length) {
        float[] spread = new float[length];
        for (int i = 0; i < samples.length && 2 * i < length; i++) {
            spread[2 * i] = 2 * samples[i];
        }
        return apply(spread);
    }
}
