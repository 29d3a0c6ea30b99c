package io.haechi.call;

import io.haechi.call.data.TextEntry;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.Calibration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a model decides, fitted on texts it was not fitted on.
 *
 * @param calibration from its logit to a probability, both classes counting the same
 * @param threshold probability from which on a text is SUSPECT: for calls the highest that finds {@value #RECALL} of the
 *     phishing, which leaves ordinary calls of unknown kinds as much room as can be had; for sentences where both errors are
 *     equally frequent
 * @param dangerThreshold probability from which on it is DANGER: at most {@value #DANGER_FPR} of what is ordinary reaches it,
 *     and it is not below the other
 */
record OperatingPoint(Calibration calibration, double threshold, double dangerThreshold) {
    static final double RECALL = 0.99;
    static final double DANGER_FPR = 0.005;

    static OperatingPoint choose(TextModel model, List<TextEntry> valid, Problem problem) {
        double[] logits = new double[valid.size()];
        boolean[] positive = new boolean[logits.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = model.answer(valid.get(i).text()).logit();
            positive[i] = valid.get(i).example().positive();
        }
        Calibration calibration = Calibration.balancedPlatt(logits, positive);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            scored.add(new Scored(
                    valid.get(i).example().id(),
                    positive[i],
                    calibration.probability(logits[i]),
                    valid.get(i).example().source()));
        }
        double threshold = problem.equals(Problem.SENTENCE)
                ? Thresholds.equalError(scored)
                : Thresholds.byRecallFloor(scored, RECALL);
        double danger = Math.clamp(Thresholds.byFprCeiling(scored, DANGER_FPR), threshold, 1.0);
        return new OperatingPoint(calibration, threshold, danger);
    }
}
