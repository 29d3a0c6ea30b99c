package io.haechi.onnx.compress.trial;

import io.haechi.onnx.measure.PackedSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds a compressed model to the budget. */
final class Refusals {
    /** What one machine's noise may add to a median; without it, equal speed would be refused half the time. */
    private static final double TIMING_NOISE = 0.03;

    private Refusals() {}

    /** Why it is not good enough, a sentence each; empty if it is. */
    static List<String> of(Trial trial, int originalBytes, Score originalScore, Budget budget) {
        List<String> refusals = new ArrayList<>();
        PackedSize packed = trial.packed();
        if (packed != null) {
            addLarge(refusals, packed.bytes(), packed.originalBytes(), " packed by gzip");
        } else {
            addLarge(refusals, trial.bytes(), originalBytes, "");
        }
        double factor = trial.timesAsFast();
        if (factor < budget.timesAsFast() * (1 - TIMING_NOISE)) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "too slow: %.2f times as fast as the original, at least %.2f is asked for, and timing is good to 3 %%",
                    factor,
                    budget.timesAsFast()));
        }
        double lost = 100 * (originalScore.value() - trial.score().value());
        if (lost > budget.pointsLost() + 1e-9) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "loses too much: %.2f points of %s, at most %.2f are allowed",
                    lost,
                    trial.score().name(),
                    budget.pointsLost()));
        }
        return refusals;
    }

    private static void addLarge(List<String> refusals, long bytes, long original, String how) {
        if (bytes >= original) {
            refusals.add(
                    String.format(Locale.ROOT, "not smaller: %,d bytes%s, the original has %,d", bytes, how, original));
        }
    }
}
