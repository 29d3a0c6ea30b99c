package io.haechi.onnx.compress.trial;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.Set;

/**
 * A way to make a compressed model. This package has those that need nothing but the model and samples; whoever can do
 * more, such as train, gives further ones to {@link Compression#run(Method, java.util.List)}.
 *
 * @param detail what distinguishes it from others of its method, for people
 * @param changes in what its result is another model than the original
 * @param maker makes it
 */
public record Candidate(String detail, Set<Change> changes, Maker maker) {

    public Candidate {
        changes = Set.copyOf(changes);
    }

    /** Makes the model; some ask the judge on the way. */
    @FunctionalInterface
    public interface Maker {
        /** The model; ModelException if it cannot be made. */
        Made make(Judge judge, Score original) throws ModelException;
    }

    /**
     * What came out.
     *
     * @param model the ONNX file
     * @param note sentences worth reading beside its figures; empty if there are none
     */
    public record Made(byte[] model, String note) {
        /** A graph that speaks for itself. */
        static Made of(Graph graph) {
            return new Made(graph.toBytes(), "");
        }
    }
}
