package io.haechi.onnx.graph;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.haechi.core.ModelException;

/**
 * Any bytes may come as a model. Reading them gives a graph or a {@link ModelException}, and for a graph that was read,
 * shape inference says something, or "unknown".
 *
 * <p>A usual test run tries the files under {@code GraphFuzzTestInputs}; with {@code JAZZER_FUZZ=1} in the environment
 * it looks for new ones. A file that breaks something goes there, to stay.
 */
class GraphFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void readsOrRefuses(byte[] bytes) {
        Graph graph;
        try {
            graph = Graph.read(bytes);
        } catch (ModelException _) {
            return;
        }
        Shapes.of(graph);
        Graph.read(graph.toBytes());
    }
}
