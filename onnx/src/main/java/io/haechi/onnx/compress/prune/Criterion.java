package io.haechi.onnx.compress.prune;

/** By what a channel is judged. */
public enum Criterion {
    /**
     * The sum of the absolute weights that make the channel (Li et al., 2017), divided by the mean of its layer so that
     * layers can be compared; over all layers tied together, the mean. Needs no data and no training, and is hard to beat by
     * much.
     */
    L1_NORM,
    /**
     * The scale γ that batch normalisation gives the channel (Liu et al., 2017). Better than the norm where training has
     * pulled the scales towards zero, no better elsewhere. Channels without batch normalisation stay; a model whose
     * normalisations were folded has none.
     */
    BATCH_NORM_SCALE
}
