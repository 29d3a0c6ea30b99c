package io.haechi.onnx.compress.trial;

/** In what a compressed model is another one than its original, beyond rounding; it decides how the two can be compared. */
public enum Change {
    /** Channels are gone: tensors have other sizes. */
    CHANNELS,
    /** Weights are zero: the file is as large as it was, and only smaller once packed. */
    ZEROS,
    /** Weights were trained on: what a layer gives, and the scale of the answers, are others. */
    TRAINED
}
