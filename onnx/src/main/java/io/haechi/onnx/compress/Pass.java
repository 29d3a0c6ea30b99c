package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;

/**
 * One way to rewrite a graph.
 *
 * <p>A pass keeps the names, types and order of the model's inputs and outputs. It is pure: the graph that it takes
 * stays as it is, and the same graph gives the same result.
 */
public interface Pass {
    /** What it is called in reports, such as {@code fold-constants}. */
    String name();

    /** The rewritten graph; the very same object if there was nothing to do. */
    Graph apply(Graph graph);
}
