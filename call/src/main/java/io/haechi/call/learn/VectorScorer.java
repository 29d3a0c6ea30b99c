package io.haechi.call.learn;

import org.jspecify.annotations.Nullable;

/** A linear decision, or trees, on the mean of the words' vectors. Exactly one of the two is there. */
record VectorScorer(
        WordVectors vectors,
        @Nullable LinearWeights weights,
        @Nullable DecisionTrees trees) implements TextScorer {

    @Override
    public double logit(String text) {
        float[] mean = vectors.mean(text);
        if (trees != null) {
            return trees.logit(mean);
        }
        if (weights == null) {
            throw new IllegalStateException("Neither weights nor trees");
        }
        double sum = weights.intercept();
        for (int i = 0; i < mean.length; i++) {
            sum += (double) mean[i] * weights.weights()[i];
        }
        return sum;
    }
}
