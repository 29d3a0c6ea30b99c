package io.haechi.call.learn;

import io.haechi.text.sparse.TfIdf;

/** Trees on sparse rows. */
record TreeScorer(TfIdf features, DecisionTrees trees) implements TextScorer {

    @Override
    public double logit(String text) {
        return trees.logit(features.transform(text), 0);
    }
}
