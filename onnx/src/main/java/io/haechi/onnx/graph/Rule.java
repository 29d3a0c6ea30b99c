package io.haechi.onnx.graph;

import java.util.List;

/** How the outputs of one operator follow from its inputs, as far as that can be known before anything runs. */
interface Rule {
    /**
     * What is known of the outputs, in the operator's order; what is beyond the list's end is unknown. A rule may throw
     * any RuntimeException where the operator breaks its own rules: then nothing is known.
     */
    List<Known> infer(Call call);
}
