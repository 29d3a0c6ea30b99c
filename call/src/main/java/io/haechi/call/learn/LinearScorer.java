package io.haechi.call.learn;

import io.haechi.text.sparse.Contribution;
import io.haechi.text.sparse.LinearText;
import java.util.List;

/** A linear decision on sparse rows, read straight off the text. */
record LinearScorer(LinearText model) implements TextScorer {

    @Override
    public double logit(String text) {
        return model.score(text);
    }

    @Override
    public List<Contribution> contributions(String text, int most) {
        return model.contributions(text, most);
    }

    @Override
    public float[] attributions(String text) {
        return model.attributions(text);
    }
}
