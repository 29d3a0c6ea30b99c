package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code Transpose} after {@code Transpose} one, or none if the second undoes the first; also where operators that
 * work value by value stand between them, and where an operator takes two tensors that were transposed alike.
 *
 * <p>Converters from TensorFlow put a pair around every layer, since its pictures are [N, H, W, C] and ONNX's are [N, C, H,
 * W]; PyTorch models of speech and text transpose between convolution and recurrence. A transposition computes nothing and
 * moves every value, often against the cache, so each that vanishes is a gain, on small networks a visible one.
 *
 * <p>What stands between must be seen by nobody else, and take nothing but the tensor and constants of one number. The
 * transpositions are not pushed through reductions, concatenations or the like to meet; ONNX Runtime's optimiser does some
 * of that when it loads a model.
 *
 * @see <a href="https://github.com/microsoft/onnxruntime/tree/main/onnxruntime/core/optimizer/transpose_optimization">The
 *     transpose optimiser of ONNX Runtime</a>
 */
final class MergeTransposes implements Pass {
    private static final Set<String> BY_VALUE = Set.of(
            "Abs",
            "Cast",
            "Ceil",
            "Clip",
            "Elu",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "LeakyRelu",
            "Log",
            "Neg",
            "Reciprocal",
            "Relu",
            "Round",
            "Sigmoid",
            "Softplus",
            "Sqrt",
            "Tanh",
            "Add",
            "Div",
            "Max",
            "Min",
            "Mul",
            "Pow",
            "Sub");
    private static final Set<String> OF_TWO = Set.of("Add", "Div", "Max", "Min", "Mul", "Sub");

    @Override
    public String name() {
        return "merge-transposes";
    }

    @Override
    public Graph apply(Graph graph) {
        GraphEdit edit = graph.edit();
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            isChanged |= node.is("Transpose") ? merge(graph, edit, node) : lift(graph, edit, node);
        }
        return isChanged ? edit.build() : graph;
    }

    /** T₂ f T₁ x = T₂T₁ f x, for any number of operators f. */
    private static boolean merge(Graph graph, GraphEdit edit, Node second) {
        List<Node> between = between(graph, second);
        String turned = between.isEmpty() ? second.input(0) : variable(graph, between.getLast());
        Node first = graph.producer(turned);
        boolean isChanged = between.stream().anyMatch(edit::isReplaced);
        boolean isSeen = !between.isEmpty() && graph.onlyConsumer(turned) == null;
        if (first == null || !first.is("Transpose") || edit.isReplaced(first) || isChanged || isSeen) {
            return false;
        }
        long[] order = composed(order(first), order(second));
        if (order == null) {
            return false;
        }
        String straight = first.input(0);
        String source = between.isEmpty() ? straight : second.input(0);
        if (!between.isEmpty()) {
            Node next = between.getLast();
            List<String> inputs = new ArrayList<>(next.inputs());
            inputs.replaceAll(input -> input.equals(turned) ? straight : input);
            edit.replace(next, next.withInputs(inputs));
        }
        if (IntStream.range(0, order.length).allMatch(i -> order[i] == i)) {
            edit.remove(second).redirect(second.output(), source);
        } else {
            edit.replace(second, second.withInputs(List.of(source)).with("perm", order));
        }
        return true;
    }

    /** The operators before a transposition that work value by value and that nobody else sees, from the last back. */
    private static List<Node> between(Graph graph, Node turn) {
        List<Node> between = new ArrayList<>();
        String tensor = turn.input(0);
        Node node = graph.producer(tensor);
        while (node != null && isByValue(graph, node, order(turn)) && graph.onlyConsumer(tensor) != null) {
            between.add(node);
            tensor = variable(graph, node);
            node = graph.producer(tensor);
        }
        return between;
    }

    /** T a + T b = T (a + b). */
    private static boolean lift(Graph graph, GraphEdit edit, Node node) {
        Node a = graph.producer(node.input(0));
        Node b = graph.producer(node.input(1));
        boolean areTurned = node.domain().isEmpty()
                && OF_TWO.contains(node.op())
                && node.inputs().size() == 2
                && isOwnTurn(graph, edit, a, node)
                && isOwnTurn(graph, edit, b, node);
        if (!areTurned || a == null || b == null || a.equals(b)) {
            return false;
        }
        long[] order = order(a);
        if (order == null || !Arrays.equals(order, order(b))) {
            return false;
        }
        String result = edit.fresh(node.output());
        Node straight = node.withInputs(List.of(a.input(0), b.input(0))).withOutputs(List.of(result));
        Node turn = Node.of("Transpose", List.of(result), List.of(node.output()), Map.of("perm", order));
        edit.replace(node, List.of(straight, turn)).remove(a).remove(b);
        return true;
    }

    private static boolean isOwnTurn(Graph graph, GraphEdit edit, @Nullable Node turn, Node node) {
        return turn != null
                && turn.is("Transpose")
                && !edit.isReplaced(turn)
                && node.equals(graph.onlyConsumer(turn.output()));
    }

    /** Its permutation; null if it is left to the rank, or is none. */
    private static long @Nullable [] order(Node turn) {
        long[] order = turn.integers("perm");
        if (order == null) {
            return null;
        }
        long[] sorted = Arrays.stream(order).sorted().toArray();
        return IntStream.range(0, sorted.length).allMatch(i -> sorted[i] == i) ? order : null;
    }

    private static boolean isByValue(Graph graph, Node node, long @Nullable [] order) {
        return order != null
                && node.domain().isEmpty()
                && BY_VALUE.contains(node.op())
                && node.outputs().size() == 1
                && !variable(graph, node).isEmpty()
                && node.inputs().stream().allMatch(input -> isSingle(graph.constant(input), order.length));
    }

    /** The only input that is no constant; empty if there are several. */
    private static String variable(Graph graph, Node node) {
        List<String> inputs = node.inputs().stream()
                .filter(input -> !input.isEmpty() && graph.constant(input) == null)
                .toList();
        return inputs.size() == 1 ? inputs.getFirst() : "";
    }

    private static boolean isSingle(@Nullable Constant constant, int rank) {
        return constant == null || (constant.count() == 1 && constant.rank() <= rank);
    }

    private static long @Nullable [] composed(long @Nullable [] first, long @Nullable [] second) {
        if (first == null || second == null || first.length != second.length) {
            return null;
        }
        long[] composed = new long[first.length];
        for (int i = 0; i < composed.length; i++) {
            composed[i] = first[(int) second[i]];
        }
        return composed;
    }
}
