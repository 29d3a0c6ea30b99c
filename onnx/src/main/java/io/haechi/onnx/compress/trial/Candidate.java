package io.haechi.onnx.compress.trial;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.function.Supplier;

/**
 * A way to make a compressed graph.
 *
 * @param detail what distinguishes it from others of its method, for people, before it is made
 */
record Candidate(String detail, Maker maker) {

    /** A graph, and what distinguishes it now that it is made. */
    record Made(Graph graph, String detail) {}

    /** Makes the graph; some ask the judge on the way. */
    @FunctionalInterface
    interface Maker {
        /** The graph; ModelException if it cannot be made. */
        Made make(Judge judge, Score original) throws ModelException;
    }

    /** A way that needs no judge. */
    static Candidate of(String detail, Supplier<Graph> maker) {
        return new Candidate(detail, (_, _) -> new Made(maker.get(), detail));
    }

    Made make(Judge judge, Score original) {
        return maker.make(judge, original);
    }
}
