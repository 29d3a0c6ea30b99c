package io.haechi.audio.speech;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gathers what {@link SoundQuality} reports, chunk by chunk: of all that was heard, in constant memory, or of the last
 * chunks only, a small record for each.
 */
final class QualityMeter {

    private static final float CLIP_LEVEL = 0.95f;
    private static final int CLIP_RUN = 3;

    /** Samples of one chunk, summed up. */
    record Sounded(int samples, float peak, double sum, int clipped) {}

    /** What became known of one chunk later on. */
    record Weighed(double power, double speechProbability) {}

    private final long memory;
    private final QualityTally all = new QualityTally();
    private final Deque<Sounded> sounded = new ArrayDeque<>();
    private final Deque<Weighed> weighed = new ArrayDeque<>();
    private int run;
    private boolean isRunPositive;

    /** Remembers everything. */
    QualityMeter() {
        this(Long.MAX_VALUE);
    }

    /** Remembers this many chunks; {@link Long#MAX_VALUE} for all of them. */
    QualityMeter(long memory) {
        this.memory = memory;
    }

    /** Takes the first {@code length} samples of a chunk and returns their mean power. */
    double hear(float[] chunk, int length) {
        double squares = 0;
        double sum = 0;
        float peak = 0;
        int clipped = 0;
        for (int i = 0; i < length; i++) {
            float sample = chunk[i];
            sum += sample;
            squares += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
            clipped += newlyClipped(sample);
        }
        keep(new Sounded(length, peak, sum, clipped));
        return squares / Math.max(length, 1);
    }

    /** How many samples this one makes clipped: itself and, when it completes a run, those before it. */
    private int newlyClipped(float sample) {
        if (Math.abs(sample) < CLIP_LEVEL) {
            run = 0;
            return 0;
        }
        run = run > 0 && isRunPositive == sample > 0 ? run + 1 : 1;
        isRunPositive = sample > 0;
        return run == CLIP_RUN ? CLIP_RUN : run > CLIP_RUN ? 1 : 0;
    }

    /** Takes what has become known of a chunk heard before. */
    void weigh(double power, double speechProbability) {
        keep(new Weighed(power, speechProbability));
    }

    private void keep(Sounded chunk) {
        if (memory == Long.MAX_VALUE) {
            all.add(chunk);
            return;
        }
        sounded.add(chunk);
        if (sounded.size() > memory) {
            sounded.remove();
        }
    }

    private void keep(Weighed chunk) {
        if (memory == Long.MAX_VALUE) {
            all.add(chunk);
            return;
        }
        weighed.add(chunk);
        if (weighed.size() > memory) {
            weighed.remove();
        }
    }

    SoundQuality report() {
        if (memory == Long.MAX_VALUE) {
            return all.report();
        }
        // Added up anew, in the order of time: what is forgotten leaves no rounding behind.
        QualityTally recent = new QualityTally();
        sounded.forEach(recent::add);
        weighed.forEach(recent::add);
        return recent.report();
    }
}
