package io.haechi.audio.speech;

import java.util.Arrays;

/** Adds up chunks into the figures of a {@link SoundQuality}; levels go into histograms of half a decibel. */
final class QualityTally {

    private static final double LOWEST_DB = -120;
    private static final int BINS_PER_DB = 2;
    private static final int FEWEST_QUIET = 10;

    private final long[] quiet = new long[(int) -LOWEST_DB * BINS_PER_DB + 1];
    private final long[] every = new long[quiet.length];
    private long samples;
    private double sum;
    private float peak;
    private long clipped;
    private double speechPower;
    private long speechChunks;

    void add(QualityMeter.Sounded chunk) {
        samples += chunk.samples();
        sum += chunk.sum();
        peak = Math.max(peak, chunk.peak());
        clipped += chunk.clipped();
    }

    void add(QualityMeter.Weighed chunk) {
        int bin = (int) Math.round((decibels(chunk.power()) - LOWEST_DB) * BINS_PER_DB);
        bin = Math.clamp(bin, 0, every.length - 1);
        every[bin]++;
        if (chunk.speechProbability() >= 0.5) {
            speechPower += chunk.power();
            speechChunks++;
        } else if (chunk.speechProbability() < 0.2) {
            quiet[bin]++;
        }
    }

    SoundQuality report() {
        double noise = tenth(Arrays.stream(quiet).sum() >= FEWEST_QUIET ? quiet : every);
        double speech = speechChunks == 0 ? LOWEST_DB : decibels(speechPower / speechChunks);
        return new SoundQuality(
                (double) samples / SpeechDetector.SAMPLE_RATE,
                peak,
                samples == 0 ? 0 : (double) clipped / samples,
                samples == 0 ? 0 : sum / samples,
                speech,
                noise,
                speechChunks == 0 ? 0 : speech - noise);
    }

    private static double tenth(long[] histogram) {
        long wanted = Math.max(1, Math.ceilDiv(Arrays.stream(histogram).sum(), 10L));
        long seen = 0;
        for (int bin = 0; bin < histogram.length; bin++) {
            seen += histogram[bin];
            if (seen >= wanted) {
                return LOWEST_DB + (double) bin / BINS_PER_DB;
            }
        }
        return LOWEST_DB;
    }

    private static double decibels(double power) {
        return Math.max(LOWEST_DB, 10 * Math.log10(power + 1e-30));
    }
}
