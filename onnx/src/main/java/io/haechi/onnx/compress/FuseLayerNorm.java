package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nine operators that spell out a layer normalisation one {@code LayerNormalization}: mean, deviation, square, mean, plus
 * epsilon, root, quotient, scale, shift.
 *
 * <p>The operator exists from operator set 17 on; files for older ones, and exporters that write for them, spell it out. In
 * a transformer it stands twice in every block. One operator reads the tensor twice instead of nine times; ONNX Runtime finds the
 * chain too when it loads the model. It also pays in quantisation, where a square and a root in 8 bits ruin what one operator in
 * floats keeps.
 *
 * <p>Left alone are graphs of older operator sets (a graph is not lifted to another), other types than 32-bit floats, means over
 * other axes than the last ones or over unknown ones, and chains of which somebody else sees a part. The scale must be a
 * constant of exactly the normalised sizes; a shift may be missing.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros, Hinton, Layer Normalization, 2016</a>
 */
final class FuseLayerNorm implements Pass {
    private static final int FIRST_OPSET = 17;

    @Override
    public String name() {
        return "fuse-layer-norm";
    }

    @Override
    public Graph apply(Graph graph) {
        if (graph.opset() < FIRST_OPSET) {
            return graph;
        }
        Matcher matcher = Matcher.of(graph);
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            Chain chain = node.is("Sub") ? Chain.from(matcher, node) : null;
            if (chain != null) {
                chain.inner().forEach(matcher.edit()::remove);
                matcher.edit().replace(chain.last(), chain.fused());
                isChanged = true;
            }
        }
        return isChanged ? matcher.edit().build() : graph;
    }

    /** A layer normalisation spelt out: all operators but the last, the last, and what the one operator needs. */
    private record Chain(List<Node> inner, Node last, String x, int axes, float epsilon, String scale, String shift) {

        static @Nullable Chain from(Matcher matcher, Node deviation) {
            Graph graph = matcher.graph();
            String x = deviation.input(0);
            Node mean = matcher.maker(deviation.input(1), "ReduceMean");
            int axes = mean == null || !mean.input(0).equals(x) ? 0 : axes(matcher.shapes(), mean);
            Node quotient = quotient(matcher, deviation);
            Node square = square(matcher, deviation);
            if (mean == null || axes == 0 || quotient == null || square == null || !matcher.isFloat(x)) {
                return null;
            }
            Node variance = matcher.taker(square.output(), "ReduceMean");
            Node sum = variance == null ? null : matcher.taker(variance.output(), "Add");
            Node root = sum == null ? null : matcher.taker(sum.output(), "Sqrt");
            Node scaled = matcher.taker(quotient.output(), "Mul");
            if (variance == null || sum == null || root == null || scaled == null) {
                return null;
            }
            Constant epsilon = graph.constant(Matcher.other(sum, variance.output()));
            boolean isChain = axes(matcher.shapes(), variance) == axes
                    && quotient.input(1).equals(root.output())
                    && graph.onlyConsumer(root.output()) != null;
            String scale = Matcher.other(scaled, quotient.output());
            boolean isNumber = epsilon != null
                    && epsilon.isFloat()
                    && epsilon.count() == 1
                    && epsilon.rank() <= matcher.shapes().value(x).rank();
            if (epsilon == null || !isNumber || !isChain || !isParameter(matcher, scale, x, axes)) {
                return null;
            }
            List<Node> inner = List.of(mean, deviation, square, variance, sum, root, quotient);
            return new Chain(inner, scaled, x, axes, epsilon.floats()[0], scale, "").shifted(matcher);
        }

        private Chain shifted(Matcher matcher) {
            Node sum = matcher.taker(last.output(), "Add");
            String with = sum == null ? "" : Matcher.other(sum, last.output());
            if (sum == null || !isParameter(matcher, with, x, axes)) {
                return this;
            }
            List<Node> all = new ArrayList<>(inner);
            all.add(last);
            return new Chain(all, sum, x, axes, epsilon, scale, with);
        }

        /** The quotient by the root, which like the square takes the deviation; nobody else may see it. */
        private static @Nullable Node quotient(Matcher matcher, Node deviation) {
            return taker(matcher, deviation, "Div", 0);
        }

        private static @Nullable Node square(Matcher matcher, Node deviation) {
            Node power = taker(matcher, deviation, "Pow", 0);
            if (power != null) {
                return matcher.is(power.input(1), 2, deviation.output()) ? power : null;
            }
            Node product = taker(matcher, deviation, "Mul", 1);
            return product != null && product.input(0).equals(product.input(1)) ? product : null;
        }

        /** One of the two operators that take the deviation. */
        private static @Nullable Node taker(Matcher matcher, Node deviation, String op, int index) {
            String tensor = deviation.output();
            List<Node> takers = matcher.graph().consumers(tensor);
            boolean isSeen = matcher.graph().isOutput(tensor) || matcher.graph().isCaptured(tensor);
            return isSeen || takers.size() != 2
                    ? null
                    : takers.stream()
                            .filter(node -> node.is(op)
                                    && node.input(index).equals(tensor)
                                    && !matcher.edit().isReplaced(node))
                            .findFirst()
                            .orElse(null);
        }

        /** How many axes, all of them the last ones, a mean is over; 0 if others, or it drops them. */
        private static int axes(Shapes shapes, Node mean) {
            int rank = shapes.value(mean.input(0)).rank();
            long[] axes = mean.integers("axes");
            if (axes == null) {
                axes = shapes.numbers(mean.input(1));
            }
            if (axes == null || rank < 0 || mean.integer("keepdims", 1) == 0) {
                return 0;
            }
            long[] places = Arrays.stream(axes)
                    .map(axis -> axis < 0 ? axis : axis - rank)
                    .sorted()
                    .toArray();
            for (int i = 0; i < places.length; i++) {
                if (places[i] != i - places.length) {
                    return 0;
                }
            }
            return places.length;
        }

        private static boolean isParameter(Matcher matcher, String tensor, String x, int axes) {
            Constant constant = matcher.graph().constant(tensor);
            long[] dims = matcher.shapes().dims(x);
            return constant != null
                    && dims != null
                    && matcher.isFloat(tensor)
                    && Arrays.equals(constant.dims(), Arrays.copyOfRange(dims, dims.length - axes, dims.length));
        }

        Node fused() {
            List<String> inputs = shift.isEmpty() ? List.of(x, scale) : List.of(x, scale, shift);
            return Node.of(
                    "LayerNormalization",
                    inputs,
                    List.of(last.output()),
                    Map.of("axis", (long) -axes, "epsilon", epsilon));
        }
    }
}
