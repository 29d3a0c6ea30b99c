package io.haechi.onnx.compress.trial;

/** Says how good a model is: on labelled data, or by how often it agrees with the original. */
@FunctionalInterface
public interface Judge {
    /** The score of this ONNX file; the same file gets the same score. */
    Score score(byte[] model);
}
