package io.haechi.core.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What every model says of one example, each by itself.
 *
 * @param id what names it in reports
 * @param positive whether it truly belongs to the positive class
 * @param source where it comes from; figures are given for each source
 * @param unsure whether it would rather not be decided
 * @param parts what is judged apart, such as the channels of a recording: for each one finite logit of every model, in
 *     their order. The most suspicious part decides, and each model or ensemble says which that is
 */
public record Answers(String id, boolean positive, String source, boolean unsure, List<double[]> parts) {

    public Answers {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("Nothing was said of \"" + id + "\"");
        }
        for (double[] part : parts) {
            if (part.length != parts.getFirst().length || !Arrays.stream(part).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("Every part of \"" + id + "\" must hold " + parts.getFirst().length
                        + " finite logits, got " + Arrays.toString(part));
            }
        }
    }

    /** How many models were asked. */
    int models() {
        return parts.getFirst().length;
    }

    /** The logit of the most suspicious part. */
    double logit(ToDoubleFunction<double[]> judge) {
        return parts.stream().mapToDouble(judge).max().orElseThrow();
    }

    /** The part that this judge finds most suspicious; the first of equals. */
    double[] decisive(ToDoubleFunction<double[]> judge) {
        double[] worst = parts.getFirst();
        for (double[] part : parts) {
            worst = judge.applyAsDouble(part) > judge.applyAsDouble(worst) ? part : worst;
        }
        return worst;
    }
}
