package io.haechi.call.learn;

import io.haechi.text.sparse.Contribution;
import java.util.List;

/** Gives a piece of normalised text a logit: above 0 speaks for phishing. May hold native memory. */
public interface TextScorer extends AutoCloseable {

    /** The uncalibrated logit of a text in normal form. */
    double logit(String text);

    /**
     * The terms that moved the logit most, the largest in amount first; empty where the method has no such thing.
     *
     * @param most how many at most
     */
    default List<Contribution> contributions(String text, int most) {
        return List.of();
    }

    /** What each character adds to the logit; empty where the method has no such thing. */
    default float[] attributions(String text) {
        return new float[0];
    }

    @Override
    default void close() {}
}
