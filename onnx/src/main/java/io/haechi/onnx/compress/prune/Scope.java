package io.haechi.onnx.compress.prune;

/** Whether every layer loses the same share, or those lose most that matter least. */
public enum Scope {
    /** Every layer loses the share: safe, and even; layers that need all they have lose as much as those with plenty. */
    PER_LAYER,
    /**
     * One threshold over all layers: usually better at the same share, since layers differ in how much they can spare. A
     * layer may lose nearly all it has; look at the outcome.
     */
    GLOBAL
}
