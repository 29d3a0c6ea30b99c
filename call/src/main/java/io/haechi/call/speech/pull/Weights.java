package io.haechi.call.speech.pull;

/** In which form a pulled model is kept. */
public enum Weights {
    /** ONNX, weights as bytes: the smallest. */
    INT8,
    /** ONNX, weights as half floats. */
    HALF,
    /** For whisper.cpp, half floats. */
    GGML
}
