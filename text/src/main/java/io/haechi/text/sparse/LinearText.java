package io.haechi.text.sparse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear model read straight off a text: {@code intercept + weights · row}, where the row of {@link TfIdf} is never built. Weight
 * times rarity is worked out beforehand, the length of the row falls off on the way, and nothing needs to be sorted, so a
 * text costs one look-up per n-gram.
 *
 * <p>Immutable; any number of threads may score at once.
 */
public final class LinearText {
    private final TfIdf features;
    private final float[] weights;
    private final float intercept;
    /** Weight times rarity, and rarity squared, side by side. */
    private final float[] gains;

    /**
     * A model.
     *
     * @param features how texts become rows
     * @param weights one per column
     * @param intercept score of a text without known terms
     */
    public LinearText(TfIdf features, float[] weights, float intercept) {
        if (weights.length != features.width()) {
            throw new IllegalArgumentException(
                    "Expected " + features.width() + " weights, one per column, got " + weights.length);
        }
        this.features = features;
        this.weights = weights.clone();
        this.intercept = intercept;
        this.gains = new float[2 * weights.length];
        for (int column = 0; column < weights.length; column++) {
            float rarity = features.rarityOf(column);
            gains[2 * column] = weights[column] * rarity;
            gains[2 * column + 1] = rarity * rarity;
        }
    }

    /** How texts become rows. */
    public TfIdf features() {
        return features;
    }

    /** A copy of the weights, one per column. */
    public float[] weights() {
        return weights.clone();
    }

    /** Score of a text without known terms. */
    public float intercept() {
        return intercept;
    }

    /** The score of a text. */
    public double score(CharSequence text) {
        TermCounts counts = features.borrow();
        double score = score(counts, text);
        features.giveBack(counts);
        return score;
    }

    /** The scores of texts, in their order, by so many threads. */
    public double[] scores(List<? extends CharSequence> texts, int threads) {
        return Parallel.inOrder(texts, threads, this::scores).stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    private double[] scores(List<? extends CharSequence> texts) {
        TermCounts counts = features.borrow();
        double[] scores = new double[texts.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(counts, texts.get(i));
        }
        features.giveBack(counts);
        return scores;
    }

    private double score(TermCounts counts, CharSequence text) {
        counts.count(text);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < counts.size(); i++) {
            int column = counts.seen()[i];
            double times = Sublinear.of(counts.countOf(column), features.options());
            sum += times * gains[2 * column];
            squares += times * times * gains[2 * column + 1];
        }
        return intercept + (features.options().normalises() && squares > 0 ? sum / Math.sqrt(squares) : sum);
    }

    /**
     * The terms that moved the score of a text most, the largest in amount first, each with what it added. Where columns are
     * hashed, terms have no letters.
     *
     * @param most how many at most
     */
    public List<Contribution> contributions(CharSequence text, int most) {
        List<Contribution> all = new ArrayList<>();
        TermCounts counts = features.borrow();
        counts.count(text);
        double scale = scale(counts);
        for (int i = 0; i < counts.size(); i++) {
            int column = counts.seen()[i];
            int count = counts.countOf(column);
            String term = features.vocabulary().map(known -> known.term(column)).orElse("");
            all.add(new Contribution(
                    term, column, count, Sublinear.of(count, features.options()) * gains[2 * column] * scale));
        }
        features.giveBack(counts);
        all.sort(Comparator.comparingDouble((Contribution each) -> -Math.abs(each.score()))
                .thenComparing(Contribution::column));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    private double scale(TermCounts counts) {
        if (!features.options().normalises()) {
            return 1;
        }
        double squares = 0;
        for (int i = 0; i < counts.size(); i++) {
            int column = counts.seen()[i];
            double times = Sublinear.of(counts.countOf(column), features.options());
            squares += times * times * gains[2 * column + 1];
        }
        return squares > 0 ? 1 / Math.sqrt(squares) : 0;
    }

    /**
     * What each character of a text adds to its score: the contribution of a term is shared by the places it stands in, and there
     * by its characters. With the intercept they sum to the score.
     *
     * @return one value per UTF-16 code unit of the text
     */
    public float[] attributions(CharSequence text) {
        Map<Integer, Contribution> byColumn = new HashMap<>();
        contributions(text, Integer.MAX_VALUE).forEach(each -> byColumn.put(each.column(), each));
        float[] shares = new float[text.length()];
        features.terms().locate(text, (key, start, end) -> {
            int column = features.columns().column(key);
            Contribution found = column < 0 ? null : byColumn.get(column);
            if (found == null || shares.length == 0) {
                return;
            }
            int first = Math.min(start, shares.length - 1);
            int last = Math.max(first + 1, Math.min(end, shares.length));
            double share = found.score() / found.count() / (last - first);
            for (int i = first; i < last; i++) {
                shares[i] += (float) share;
            }
        });
        return shares;
    }
}
