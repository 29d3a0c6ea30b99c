package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operators that spell out x Φ(x) one {@code Gelu}: x (1 + erf(x/√2)) / 2, in whichever order the factors are
 * taken, or its approximation x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.
 *
 * <p>The operator exists from operator set 20 on; older graphs stay as they are, and ONNX Runtime fuses the first form
 * when it loads them. One operator reads and writes the widest tensors of a transformer once instead of five to eight
 * times, and is one layer to quantisation instead of a polynomial in 8 bits.
 *
 * <p>The constants must be right to a millionth: 1.41421 for √2, as hand-written code has it, is another function. Left
 * alone are other types than 32-bit floats, and groups of which somebody else sees a part.
 *
 * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks, Gimpel, Gaussian Error Linear Units, 2016</a>
 */
final class FuseGelu implements Pass {
    private static final int FIRST_OPSET = 20;

    @Override
    public String name() {
        return "fuse-gelu";
    }

    @Override
    public Graph apply(Graph graph) {
        if (graph.opset() < FIRST_OPSET) {
            return graph;
        }
        Matcher matcher = Matcher.of(graph);
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            if (node.is("Erf") || node.is("Tanh")) {
                isChanged |= new Group(matcher, node).fuse();
            }
        }
        return isChanged ? matcher.edit().build() : graph;
    }

    /** The operators around one error function or hyperbolic tangent; filled while they are matched. */
    private static final class Group {
        private final Matcher matcher;
        private final Node curve;
        private final List<Node> inner = new ArrayList<>();

        Group(Matcher matcher, Node curve) {
            this.matcher = matcher;
            this.curve = curve;
        }

        boolean fuse() {
            boolean isExact = curve.is("Erf");
            String x = isExact ? halfRoot(curve.input(0)) : cubic(curve.input(0));
            Node last = x.isEmpty() || !matcher.isFloat(x) ? null : last(x);
            if (last == null) {
                return false;
            }
            inner.add(curve);
            inner.forEach(matcher.edit()::remove);
            Map<String, Object> settings = Map.of("approximate", isExact ? "none" : "tanh");
            matcher.edit().replace(last, Node.of("Gelu", List.of(x), List.of(last.output()), settings));
            return true;
        }

        /** x, where the tensor is x/√2; empty if not. */
        private String halfRoot(String tensor) {
            Node quotient = made(tensor, "Div");
            if (quotient != null) {
                String x = quotient.input(0);
                return matcher.is(quotient.input(1), Math.sqrt(2), x) ? x : "";
            }
            return factor(tensor, Math.sqrt(0.5));
        }

        /** x, where the tensor is √(2/π) (x + 0.044715 x³); empty if not. */
        private String cubic(String tensor) {
            String inside = factor(tensor, Math.sqrt(2 / Math.PI));
            Node sum = inside.isEmpty() ? null : made(inside, "Add");
            if (sum == null) {
                return "";
            }
            for (String x : sum.inputs()) {
                String cube = factor(Matcher.other(sum, x), 0.044715);
                if (!cube.isEmpty() && isCube(cube, x)) {
                    return x;
                }
            }
            return "";
        }

        private boolean isCube(String tensor, String x) {
            Node power = made(tensor, "Pow");
            if (power != null) {
                return power.input(0).equals(x) && matcher.is(power.input(1), 3, x);
            }
            Node product = made(tensor, "Mul");
            Node square = product == null ? null : made(Matcher.other(product, x), "Mul");
            return square != null
                    && square.input(0).equals(x)
                    && square.input(1).equals(x);
        }

        /** What the tensor is this constant times of; empty if it is not. */
        private String factor(String tensor, double constant) {
            Node product = tensor.isEmpty() ? null : made(tensor, "Mul");
            if (product == null) {
                return "";
            }
            for (String x : product.inputs()) {
                if (matcher.is(Matcher.other(product, x), constant, x)) {
                    return x;
                }
            }
            return "";
        }

        private @Nullable Node made(String tensor, String op) {
            Node node = matcher.maker(tensor, op);
            if (node != null && !inner.contains(node)) {
                inner.add(node);
            }
            return node;
        }

        /** The product that is x (1 + curve) / 2; null if there is none. */
        private @Nullable Node last(String x) {
            Node sum = matcher.taker(curve.output(), "Add");
            Node product = sum == null ? null : matcher.taker(sum.output(), "Mul");
            if (sum == null || product == null || !matcher.is(Matcher.other(sum, curve.output()), 1, x)) {
                return null;
            }
            inner.add(sum);
            String with = Matcher.other(product, sum.output());
            if (factor(with, 0.5).equals(x)) {
                return product;
            }
            Node second = matcher.taker(product.output(), "Mul");
            String last = second == null ? "" : Matcher.other(second, product.output());
            boolean isGelu =
                    (with.equals(x) && matcher.is(last, 0.5, x)) || (matcher.is(with, 0.5, x) && last.equals(x));
            inner.add(product);
            return isGelu ? second : null;
        }
    }
}
