package io.haechi.onnx.platform;

import java.util.Arrays;
import java.util.List;

/** Where a model is meant to run. */
public enum Target {
    /** ONNX Runtime on a processor, which takes every operator that may be in a model at all. */
    CPU,
    /** ONNX Runtime on an Android phone: NNAPI or, where that does not take an operator, XNNPACK. */
    ANDROID("nnapi", "xnnpack"),
    /** NVIDIA TensorRT, by its own ONNX parser or as ONNX Runtime's provider. */
    TENSORRT("tensorrt");

    private final List<String> providers;

    Target(String... providers) {
        this.providers = List.of(providers);
    }

    /** The target of this name, such as {@code android}; IllegalArgumentException for any other. */
    public static Target named(String word) {
        return Arrays.stream(values())
                .filter(target -> target.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No target is called \"" + word + "\"; there are cpu, android, tensorrt"));
    }

    /** The providers that are asked, in order; none if all operators run. */
    List<String> providers() {
        return providers;
    }
}
