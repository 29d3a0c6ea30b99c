package io.haechi.onnx.compress.trial;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;

/**
 * A way to make a compressed graph.
 *
 * @param detail what distinguishes it from others of its method, for people
 */
record Candidate(String detail, Maker maker) {

    /** Makes the graph; some ask the judge on the way. */
    @FunctionalInterface
    interface Maker {
        /** The graph; ModelException if it cannot be made. */
        Graph make(Judge judge, Score original) throws ModelException;
    }

    Graph make(Judge judge, Score original) {
        return maker.make(judge, original);
    }
}
