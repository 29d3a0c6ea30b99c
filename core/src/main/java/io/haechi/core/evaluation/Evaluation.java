package io.haechi.core.evaluation;

import io.haechi.core.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How good a detector is on a list of scored examples, with a decision forced on each at one threshold.
 *
 * <p>Rates are fractions 0 to 1. A figure that is undefined is {@code NaN}: recall without positives, specificity
 * without negatives, and with one class only also precision, F1, EER and both areas. An example is taken for positive
 * when its probability is <em>at or above</em> the threshold. Abstaining never flatters: examples marked unsure are
 * counted like all others, and {@link #decided()} gives the same figures without them.
 *
 * <p>Conventions, the same as scikit-learn's where it has one:
 *
 * <ul>
 *   <li>AUC counts a tie between a positive and a negative as half (mid-ranks).
 *   <li>PR AUC is average precision, {@code Σ (R_k - R_{k-1}) P_k} over distinct probabilities, without interpolation.
 *   <li>EER is where the ROC curve, drawn with straight lines between the points of distinct probabilities, meets
 *       {@code FPR = FNR}.
 *   <li>Log loss clips probabilities to 2.2e-16 from 0 and 1.
 *   <li>ECE compares mean probability and share of positives in 15 bins of equal width, weighted by their size.
 * </ul>
 *
 * <p>Immutable; holds the scores it was made from.
 *
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, An introduction to ROC analysis, 2006</a>
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On calibration of modern neural networks, 2017</a>
 */
public final class Evaluation {
    private final Problem problem;
    private final List<Scored> scored;
    private final double threshold;
    private final Ranking ranking;
    private final Figures figures;

    private Evaluation(Problem problem, List<Scored> scored, double threshold) {
        this.problem = problem;
        this.scored = List.copyOf(scored);
        this.threshold = threshold;
        this.ranking = Ranking.of(this.scored);
        this.figures = Figures.of(ranking, once(ranking.size()), threshold);
    }

    /**
     * Evaluates scores at a threshold.
     *
     * @param problem what was asked
     * @param scored at least one example
     * @param threshold probability from which on an example counts as positive, 0 to 1, or
     *     {@link Thresholds#NOTHING} just above
     * @throws IllegalArgumentException if there is nothing to evaluate or the threshold is out of range
     */
    public static Evaluation of(Problem problem, List<Scored> scored, double threshold) {
        if (scored.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to evaluate for " + problem.name() + ": no example was scored");
        }
        if (!(threshold >= 0 && threshold <= Thresholds.NOTHING)) {
            throw new IllegalArgumentException("Threshold must be between 0 and 1, got " + threshold);
        }
        return new Evaluation(problem, scored, threshold);
    }

    /** What was asked. */
    public Problem problem() {
        return problem;
    }

    /** The scores, in the order they were given. */
    public List<Scored> scored() {
        return scored;
    }

    /** Number of examples; zero only in {@link #decided()} when every example was unsure. */
    public int n() {
        return figures.n();
    }

    /** Number of positive examples. */
    public int positives() {
        return figures.positives();
    }

    /** Number of negative examples. */
    public int negatives() {
        return figures.negatives();
    }

    /** Probability from which on an example counts as positive. */
    public double threshold() {
        return threshold;
    }

    /** Positives taken for positive. */
    public int truePositives() {
        return figures.truePositives();
    }

    /** Negatives taken for positive: false alarms. */
    public int falsePositives() {
        return figures.falsePositives();
    }

    /** Negatives taken for negative. */
    public int trueNegatives() {
        return figures.trueNegatives();
    }

    /** Positives taken for negative: misses. */
    public int falseNegatives() {
        return figures.falseNegatives();
    }

    /** Share of examples decided rightly. */
    public double accuracy() {
        return figures.accuracy();
    }

    /** Share of positives among what is taken for positive; {@code NaN} if nothing is or one class is missing. */
    public double precision() {
        return figures.precision();
    }

    /** Share of positives found. */
    public double recall() {
        return figures.recall();
    }

    /** Harmonic mean of precision and recall; {@code NaN} if one class is missing. */
    public double f1() {
        return figures.f1();
    }

    /** Share of negatives left alone. */
    public double specificity() {
        return figures.specificity();
    }

    /** False positive rate: share of negatives taken for positive. */
    public double fpr() {
        return figures.fpr();
    }

    /** False negative rate: share of positives taken for negative. */
    public double fnr() {
        return figures.fnr();
    }

    /** Deep-voice error: share of fakes taken for real; {@link #fnr()} by its name in the voice papers. */
    public double de() {
        return fnr();
    }

    /** Real-voice error: share of real voices taken for fake; {@link #fpr()} by its name in the voice papers. */
    public double re() {
        return fpr();
    }

    /** Equal error rate, independent of the threshold. */
    public double eer() {
        return figures.eer();
    }

    /** Area under the ROC curve: how often a positive is ranked above a negative. */
    public double auc() {
        return figures.auc();
    }

    /** Average precision. */
    public double prAuc() {
        return figures.prAuc();
    }

    /** Mean negative log likelihood, in nats. */
    public double logLoss() {
        return figures.logLoss();
    }

    /** Mean squared difference between probability and truth. */
    public double brier() {
        return figures.brier();
    }

    /** Expected calibration error. */
    public double ece() {
        return figures.ece();
    }

    /** How many examples the detector would rather not have decided. */
    public int unsure() {
        return (int) scored.stream().filter(Scored::unsure).count();
    }

    /** The same figures over the examples on which the detector was sure; empty and all {@code NaN} if there are none. */
    public Evaluation decided() {
        return new Evaluation(
                problem, scored.stream().filter(each -> !each.unsure()).toList(), threshold);
    }

    /** Figures of each source, in alphabetical order. */
    public List<SourceFigures> bySource() {
        return Sources.of(scored, threshold);
    }

    /**
     * Figures of each value of another column, in alphabetical order.
     *
     * @param values the value of each example by its id; an example without one, or with a blank one, is left out
     */
    public List<SourceFigures> by(Map<String, String> values) {
        List<Scored> known = scored.stream()
                .filter(each -> !values.getOrDefault(each.id(), "").isBlank())
                .toList();
        return Sources.of(known, each -> values.getOrDefault(each.id(), ""), threshold);
    }

    /** ROC curve from (0, 0) to (1, 1), one point for each distinct probability. */
    public List<RocPoint> roc() {
        return Curves.roc(ranking);
    }

    /** Precision-recall curve in rising order of recall, one point for each distinct probability. */
    public List<PrPoint> precisionRecall() {
        return Curves.precisionRecall(ranking);
    }

    /** The 15 bins that {@link #ece()} is made of, in rising order. */
    public List<CalibrationBin> calibration() {
        return Curves.calibration(ranking);
    }

    /** Histogram of probabilities by class in 20 bins, in rising order. */
    public List<HistogramBin> histogram() {
        return Curves.histogram(ranking);
    }

    /** Every rate and score by the name it has in JSON, in the order of the contract; undefined ones are {@code NaN}. */
    public SequencedMap<String, Double> figures() {
        return named(figures);
    }

    /**
     * One of {@link #figures()} by its name.
     *
     * @throws IllegalArgumentException if there is no figure of this name; the message lists them
     */
    public double figure(String name) {
        SequencedMap<String, Double> all = figures();
        Double value = all.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "No figure is called \"" + name + "\"; known are " + String.join(", ", all.keySet()));
        }
        return value;
    }

    static SequencedMap<String, Double> named(Figures figures) {
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        named.put("accuracy", figures.accuracy());
        named.put("precision", figures.precision());
        named.put("recall", figures.recall());
        named.put("f1", figures.f1());
        named.put("specificity", figures.specificity());
        named.put("fpr", figures.fpr());
        named.put("fnr", figures.fnr());
        named.put("de", figures.fnr());
        named.put("re", figures.fpr());
        named.put("eer", figures.eer());
        named.put("auc", figures.auc());
        named.put("prAuc", figures.prAuc());
        named.put("logLoss", figures.logLoss());
        named.put("brier", figures.brier());
        named.put("ece", figures.ece());
        return named;
    }

    Ranking ranking() {
        return ranking;
    }

    private static int[] once(int n) {
        int[] counts = new int[n];
        Arrays.fill(counts, 1);
        return counts;
    }

    @Override
    public String toString() {
        return "Evaluation(" + problem.name() + ", n=" + n() + ", threshold=" + threshold + ", " + (Map<?, ?>) figures()
                + ")";
    }
}
