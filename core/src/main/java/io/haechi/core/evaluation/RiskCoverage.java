package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much rarer errors become when a detector may say "cannot tell" to the examples it is least sure of.
 *
 * <p>How sure it is of an example is how far the log-odds of its probability lie from those of the threshold; examples that
 * were marked unsure count as less sure than all others, as they do in use. Leaving out the least sure first, each
 * <em>coverage</em> (share of examples still decided) has a <em>risk</em> (share of wrong decisions among them). Where
 * sureness means something the curve falls towards low coverage; where it is flat, abstaining buys nothing.
 *
 * <p>The area under the curve (AURC) is the mean risk over all numbers of examples decided; examples equally sure come in
 * no order, so between them the expected risk counts. It mixes how many errors there are with how well they are ranked:
 * {@link #excessAurc()} is what is left after the area that the best possible order would have, all errors last.
 *
 * <p>Like accuracy, risk depends on the mix of classes; the rows give DE and RE beside it.
 *
 * @see <a href="https://arxiv.org/abs/1705.08500">Geifman and El-Yaniv, Selective classification for deep neural networks,
 *     2017</a>
 * @see <a href="https://arxiv.org/abs/1805.08206">Geifman, Uziel and El-Yaniv, Bias-reduced uncertainty estimation for deep
 *     neural classifiers, 2019</a>
 */
public final class RiskCoverage {
    /** The shares of examples to be decided that get a row in tables. */
    static final List<Double> SHARES = List.of(1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.25);

    private static final double CLIP = 1e-12;

    /** Below the sureness of any example that was not marked unsure. */
    private static final double UNSURE = -1;

    private final List<Point> points;
    private final List<Row> rows;
    private final double aurc;
    private final double excessAurc;

    /**
     * One point of the curve: everything at least this sure is decided.
     *
     * @param coverage share of examples decided, above 0 to 1
     * @param risk share of wrong decisions among them, 0 to 1
     */
    public record Point(double coverage, double risk) {}

    /**
     * One coverage with the figures of what is decided. Examples equally sure stay together, so that a few more may be
     * decided than asked for.
     *
     * @param coverage share of examples that is decided
     * @param decided figures over them, at the threshold of the whole
     */
    public record Row(double coverage, Evaluation decided) {

        /** Share of wrong decisions among those made. */
        public double risk() {
            return 1 - decided.accuracy();
        }
    }

    private record Ranked(Scored scored, double sureness) {}

    private RiskCoverage(Sweep sweep) {
        int n = sweep.decided.size();
        this.points = List.copyOf(sweep.points);
        this.rows = List.copyOf(sweep.rows.reversed());
        this.aurc = sweep.area / n;
        this.excessAurc = (sweep.area - leastArea(n, sweep.errors)) / n;
    }

    /**
     * The curve of an evaluation.
     *
     * @throws IllegalArgumentException if it holds no example
     */
    public static RiskCoverage of(Evaluation evaluation) {
        if (evaluation.n() == 0) {
            throw new IllegalArgumentException("A curve of risk against coverage needs at least 1 example, got none");
        }
        List<Ranked> ranked = ranked(evaluation);
        Sweep sweep = new Sweep(evaluation);
        for (int start = 0; start < ranked.size(); ) {
            int end = endOfTie(ranked, start);
            sweep.decide(ranked.subList(start, end));
            start = end;
        }
        return new RiskCoverage(sweep);
    }

    /** Decides more and more examples, those that are equally sure together. */
    private static final class Sweep {
        private final Evaluation whole;
        private final List<Scored> decided = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private double area;
        private int errors;

        Sweep(Evaluation whole) {
            this.whole = whole;
        }

        void decide(List<Ranked> tied) {
            int before = decided.size();
            int wrong = 0;
            for (Ranked each : tied) {
                decided.add(each.scored());
                wrong += isError(each.scored(), whole.threshold()) ? 1 : 0;
            }
            for (int k = 1; k <= tied.size(); k++) {
                area += (errors + (double) wrong * k / tied.size()) / (before + k);
            }
            errors += wrong;
            double coverage = (double) decided.size() / whole.n();
            points.add(new Point(coverage, (double) errors / decided.size()));
            if (isRow(before, decided.size(), whole.n())) {
                rows.add(new Row(coverage, Evaluation.of(whole.problem(), decided, whole.threshold())));
            }
        }
    }

    /** The whole curve in rising order of coverage, one point for each distinct sureness. */
    public List<Point> points() {
        return points;
    }

    /** A few coverages from all examples downwards: about {@code 1, .95, .9, .8, .7, .6, .5, .25}. */
    public List<Row> rows() {
        return rows;
    }

    /** Mean risk over all coverages, 0 to 1; less is better. */
    public double aurc() {
        return aurc;
    }

    /** What of {@link #aurc()} is due to the order in which examples are left out; 0 if errors are left out first. */
    public double excessAurc() {
        return excessAurc;
    }

    /** A small table for a terminal; ends with a line break. */
    public String toText() {
        return RobustnessText.of(this);
    }

    /** Whether a share in {@link #SHARES} is first reached between these two numbers of examples. */
    private static boolean isRow(int before, int after, int n) {
        return SHARES.stream()
                .map(share -> (int) Math.ceil(share * n - 1e-9))
                .anyMatch(wanted -> before < wanted && wanted <= after);
    }

    /** The sum of risks, over all numbers of examples decided, of an order that has all errors last. */
    private static double leastArea(int n, int errors) {
        double sum = 0;
        for (int k = n - errors + 1; k <= n; k++) {
            sum += (double) (k - (n - errors)) / k;
        }
        return sum;
    }

    /** The surest first. */
    private static List<Ranked> ranked(Evaluation evaluation) {
        double threshold = logOdds(evaluation.threshold());
        return evaluation.scored().stream()
                .map(each -> new Ranked(each, each.unsure() ? UNSURE : sureness(each.probability(), threshold)))
                .sorted(Comparator.comparingDouble(Ranked::sureness).reversed())
                .toList();
    }

    private static int endOfTie(List<Ranked> ranked, int start) {
        int end = start + 1;
        while (end < ranked.size()
                && ranked.get(end).sureness() == ranked.get(start).sureness()) {
            end++;
        }
        return end;
    }

    private static boolean isError(Scored scored, double threshold) {
        return (scored.probability() >= threshold) != scored.positive();
    }

    /** To nine digits, so that probabilities as far above the threshold as below it count as equals. */
    private static double sureness(double probability, double threshold) {
        return Math.rint(Math.abs(logOdds(probability) - threshold) * 1e9) / 1e9;
    }

    private static double logOdds(double probability) {
        double bounded = Math.clamp(probability, CLIP, 1 - CLIP);
        return Math.log(bounded / (1 - bounded));
    }
}
