package io.haechi.onnx.compress.trial;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way to compress a finished model. */
public enum Method {
    /** All that need no training, of which the best inside the budget is taken. */
    AUTO("auto"),
    /** Operators folded and fused, numbers as they are. */
    SIMPLIFY("simplify"),
    /** Weights stored as half floats. */
    FP16("fp16"),
    /** Weights as bytes, ranges of activations measured in every run. */
    DYNAMIC("dynamic"),
    /** Weights and activations as bytes, ranges measured beforehand on samples. */
    INT8("int8"),
    /** Whole channels taken out, or single weights set to zero. */
    PRUNE("prune"),
    /** Trained on while it is rounded to bytes (quantisation-aware training): only by who can train the model. */
    QAT("qat");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    /** What it is called on the command line and in reports. */
    public String word() {
        return word;
    }

    /** The method of this name; IllegalArgumentException for any other. */
    public static Method named(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No method is called \"" + word + "\"; there are "
                        + Arrays.stream(values()).map(Method::word).collect(Collectors.joining(", "))));
    }
}
