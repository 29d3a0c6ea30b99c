package io.haechi.onnx.compress;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies passes, in order and over and over, until none finds anything to do.
 *
 * <p>One is not enough, since each makes room for others: a folded shape shows that a {@code Reshape} does nothing, and
 * with that gone a {@code BatchNormalization} follows a {@code Conv} directly. Every pass of {@link Passes} takes
 * something away or moves it forward, so this ends.
 */
public final class Simplify implements Pass {
    /** Far more than any model seen needed, which was three. */
    private static final int MOST_ROUNDS = 100;

    private final List<Pass> passes;

    /** With these passes, in this order. */
    public Simplify(List<Pass> passes) {
        if (passes.isEmpty()) {
            throw new IllegalArgumentException("Simplifying needs at least one pass, got none");
        }
        this.passes = List.copyOf(passes);
    }

    /** With all of {@link Passes#all()}; weights stored in half precision stay so. */
    public static Simplify standard() {
        return new Simplify(Passes.all());
    }

    /**
     * With all passes, after weights stored in half precision became 32-bit constants: more is folded, and the file is
     * larger. This is the right start for quantisation, which replaces the weights anyway.
     */
    public static Simplify widening() {
        List<Pass> passes = new ArrayList<>(List.of(Passes.widenHalves()));
        passes.addAll(Passes.all());
        return new Simplify(passes);
    }

    /**
     * What one pass did, once.
     *
     * @param pass its name
     * @param nodesBefore how many operators the graph had
     * @param nodesAfter how many it has
     * @param bytesBefore how many bytes its constants took
     * @param bytesAfter how many they take
     */
    public record Step(String pass, int nodesBefore, int nodesAfter, long bytesBefore, long bytesAfter) {
        private static Step of(Pass pass, Graph before, Graph after) {
            return new Step(pass.name(), before.nodes().size(), after.nodes().size(), bytes(before), bytes(after));
        }

        private static long bytes(Graph graph) {
            return graph.constants().values().stream()
                    .mapToLong(constant -> constant.sizeBytes())
                    .sum();
        }
    }

    /**
     * A simplified graph and how it came about.
     *
     * @param steps the passes that changed something, in the order in which they did
     */
    public record Report(Graph graph, List<Step> steps) {
        public Report {
            steps = List.copyOf(steps);
        }
    }

    @Override
    public String name() {
        return "simplify";
    }

    @Override
    public Graph apply(Graph graph) {
        return report(graph).graph();
    }

    /**
     * Like {@link #apply(Graph)}, and says what each pass did outside of inner graphs.
     *
     * @throws ModelException if the passes undo each other's work without end
     */
    public Report report(Graph graph) {
        List<Step> steps = new ArrayList<>();
        // Inner graphs first: an If may be folded away afterwards, and what was inside is then looked at once more.
        Graph now = graph.withBodies(body -> simple(body, new ArrayList<>()));
        return new Report(simple(now, steps), steps);
    }

    private Graph simple(Graph graph, List<Step> steps) {
        Graph now = graph;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Graph start = now;
            for (Pass pass : passes) {
                Graph next = pass.apply(now);
                if (next != now) {
                    steps.add(Step.of(pass, now, next));
                }
                now = next;
            }
            if (now == start) {
                return now;
            }
        }
        throw new ModelException("The model is not simple after " + MOST_ROUNDS + " rounds of "
                + steps.getLast().pass());
    }
}
