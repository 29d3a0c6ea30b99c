package io.haechi.voice;

/** Takes a band out of a signal: a windowed-sinc filter of 401 taps (Blackman window), linear phase, delay removed. */
final class BandStop {
    private static final int HALF = 200;

    private BandStop() {}

    /** The signal without what lies between {@code low} and {@code high} hertz; as long as it was. */
    static float[] apply(float[] samples, double low, double high, int sampleRate) {
        double[] taps = new double[2 * HALF + 1];
        for (int i = 0; i < taps.length; i++) {
            int n = i - HALF;
            double window = 0.42 + 0.5 * Math.cos(Math.PI * n / HALF) + 0.08 * Math.cos(2 * Math.PI * n / HALF);
            taps[i] = -window * (lowPass(n, high / sampleRate) - lowPass(n, low / sampleRate));
        }
        taps[HALF] += 1;
        float[] filtered = new float[samples.length];
        for (int t = 0; t < samples.length; t++) {
            double sum = 0;
            int first = Math.max(0, HALF + t - samples.length + 1);
            int last = Math.min(taps.length - 1, HALF + t);
            for (int i = first; i <= last; i++) {
                sum += taps[i] * samples[t + HALF - i];
            }
            filtered[t] = (float) sum;
        }
        return filtered;
    }

    private static double lowPass(int n, double cutoff) {
        return n == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * n) / (Math.PI * n);
    }
}
