package io.haechi.audio.speech;

import java.util.Arrays;

/** Gathers what {@link SoundQuality} reports, chunk by chunk in constant memory. */
final class QualityMeter {

    private static final double LOWEST_DB = -120;
    private static final int BINS_PER_DB = 2;
    private static final int FEWEST_QUIET = 10;
    private static final float CLIP_LEVEL = 0.95f;
    private static final int CLIP_RUN = 3;

    private final long[] quiet = new long[(int) -LOWEST_DB * BINS_PER_DB + 1];
    private final long[] all = new long[quiet.length];
    private long samples;
    private double sum;
    private float peak;
    private long clipped;
    private int run;
    private boolean isRunPositive;
    private double speechPower;
    private long speechChunks;

    /** Takes the first {@code length} samples of a chunk and returns their mean power. */
    double hear(float[] chunk, int length) {
        double squares = 0;
        for (int i = 0; i < length; i++) {
            float sample = chunk[i];
            sum += sample;
            squares += (double) sample * sample;
            countExtreme(sample);
        }
        samples += length;
        return squares / Math.max(length, 1);
    }

    private void countExtreme(float sample) {
        float size = Math.abs(sample);
        peak = Math.max(peak, size);
        if (size < CLIP_LEVEL) {
            run = 0;
            return;
        }
        run = run > 0 && isRunPositive == sample > 0 ? run + 1 : 1;
        isRunPositive = sample > 0;
        clipped += run == CLIP_RUN ? CLIP_RUN : run > CLIP_RUN ? 1 : 0;
    }

    /** Takes what has become known of a chunk heard before. */
    void weigh(double power, double speechProbability) {
        int bin = (int) Math.round((decibels(power) - LOWEST_DB) * BINS_PER_DB);
        bin = Math.clamp(bin, 0, all.length - 1);
        all[bin]++;
        if (speechProbability >= 0.5) {
            speechPower += power;
            speechChunks++;
        } else if (speechProbability < 0.2) {
            quiet[bin]++;
        }
    }

    SoundQuality report() {
        double noise = tenth(Arrays.stream(quiet).sum() >= FEWEST_QUIET ? quiet : all);
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
