package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One detector on the same examples under several conditions: as they are, and after whatever may happen to them on the way.
 *
 * <p>Every condition is measured at the one threshold that ships: nobody who uses a detector can choose another for each
 * line that a call came over. Rates count all examples with a decision forced on each, as everywhere; how many would have
 * been "cannot tell" stands beside them.
 *
 * @param columns one per condition, the reference first
 */
public record Robustness(List<Column> columns) {

    /** The figures that get an interval. */
    static final List<String> INTERVALS = List.of("eer", "de", "re");

    /**
     * What one condition does.
     *
     * @param condition its name
     * @param evaluation figures over all examples
     * @param intervals 95 % intervals of {@code eer, de, re}
     * @param flipped share of examples that are decided otherwise than under the reference, 0 to 1
     */
    public record Column(String condition, Evaluation evaluation, Map<String, Interval> intervals, double flipped) {
        public Column {
            intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        }
    }

    public Robustness {
        columns = List.copyOf(columns);
    }

    /**
     * Compares evaluations of the same examples.
     *
     * @param byCondition at least one, the reference first
     * @param resamples how many samples to draw for the intervals, at least 1
     * @param seed the same seed gives the same intervals
     */
    public static Robustness of(SequencedMap<String, Evaluation> byCondition, int resamples, long seed) {
        if (byCondition.isEmpty()) {
            throw new IllegalArgumentException("Robustness needs at least one condition, got none");
        }
        Evaluation reference = byCondition.firstEntry().getValue();
        List<Column> columns = new ArrayList<>();
        byCondition.forEach((condition, evaluation) -> {
            PairedBootstrap.requireSame(reference, evaluation);
            Map<String, Interval> intervals = Bootstrap.intervals(evaluation, resamples, seed);
            intervals.keySet().retainAll(INTERVALS);
            columns.add(new Column(condition, evaluation, intervals, flipped(reference, evaluation)));
        });
        return new Robustness(columns);
    }

    /** A table for a terminal 100 columns wide; ends with a line break. */
    public String toText() {
        return RobustnessText.of(this);
    }

    private static double flipped(Evaluation reference, Evaluation evaluation) {
        int flips = 0;
        for (int i = 0; i < reference.n(); i++) {
            flips += isPositive(reference, i) == isPositive(evaluation, i) ? 0 : 1;
        }
        return (double) flips / reference.n();
    }

    private static boolean isPositive(Evaluation evaluation, int example) {
        return evaluation.scored().get(example).probability() >= evaluation.threshold();
    }
}
