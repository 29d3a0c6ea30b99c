package io.haechi.text.sentence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How well sentences were found: ends of sentences that are right, that should not be there, that are missing. The end of a
 * document counts for nothing, for it is always right.
 *
 * @param right found where one is
 * @param wrong found where none is
 * @param missed not found
 */
public record BoundaryScore(long right, long wrong, long missed) {
    /** Nothing yet. */
    public static final BoundaryScore NONE = new BoundaryScore(0, 0, 0);

    /**
     * Joins the sentences of each document by spaces, cuts them again, and compares.
     *
     * @param documents each as its sentences in their order
     */
    public static BoundaryScore of(Sentences sentences, List<List<String>> documents) {
        return documents.stream()
                .map(document -> of(sentences, String.join(" ", document), document))
                .reduce(NONE, BoundaryScore::plus);
    }

    private static BoundaryScore of(Sentences sentences, String joined, List<String> document) {
        Set<Integer> truth = new HashSet<>();
        int end = -1;
        for (String sentence : document) {
            end += sentence.length() + 1;
            truth.add(end);
        }
        truth.remove(joined.length());
        Set<Integer> found = new HashSet<>();
        sentences.spans(joined).forEach(span -> found.add(span.end()));
        found.remove(joined.length());
        long right = found.stream().filter(truth::contains).count();
        return new BoundaryScore(right, found.size() - right, truth.size() - right);
    }

    /** Both together. */
    public BoundaryScore plus(BoundaryScore other) {
        return new BoundaryScore(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /** Share of the ends found that are ends. */
    public double precision() {
        return right + wrong == 0 ? 0 : (double) right / (right + wrong);
    }

    /** Share of the ends that were found. */
    public double recall() {
        return right + missed == 0 ? 0 : (double) right / (right + missed);
    }

    /** Harmonic mean of precision and recall. */
    public double f1() {
        return right == 0 ? 0 : 2.0 * right / (2.0 * right + wrong + missed);
    }
}
