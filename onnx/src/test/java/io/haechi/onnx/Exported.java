package io.haechi.onnx;

import java.util.List;
import java.util.Map;

/** What exporters write for layers that have no operator of their own in older operator sets. */
public final class Exported {
    private Exported() {}

    /** x * Φ(x) by the error function; {@code order} 0 to 2 says which of the factors are taken together first. */
    public static String gelu(GraphBuilder graph, String x, int order) {
        String scaled = order == 0
                ? binary(graph, "Mul", x, scalar(graph, (float) Math.sqrt(0.5)))
                : binary(graph, "Div", x, scalar(graph, (float) Math.sqrt(2)));
        String erf = graph.node("Erf", List.of(scaled), Map.of());
        String sum = binary(graph, "Add", erf, scalar(graph, 1));
        String half = scalar(graph, 0.5f);
        return switch (order) {
            case 0 -> binary(graph, "Mul", binary(graph, "Mul", x, sum), half);
            case 1 -> binary(graph, "Mul", binary(graph, "Mul", x, half), sum);
            default -> binary(graph, "Mul", x, binary(graph, "Mul", half, sum));
        };
    }

    /** The approximation by the hyperbolic tangent. */
    public static String tanhGelu(GraphBuilder graph, String x) {
        String cube = binary(graph, "Pow", x, scalar(graph, 3));
        String part = binary(graph, "Mul", cube, scalar(graph, 0.044715f));
        String sum = binary(graph, "Add", x, part);
        String inner = binary(graph, "Mul", sum, scalar(graph, (float) Math.sqrt(2 / Math.PI)));
        String one = binary(graph, "Add", graph.node("Tanh", List.of(inner), Map.of()), scalar(graph, 1));
        return binary(graph, "Mul", binary(graph, "Mul", x, scalar(graph, 0.5f)), one);
    }

    /** Normalisation over the last axis, with epsilon 1e-5. */
    public static String layerNorm(GraphBuilder graph, String x, String scale, String shift) {
        String deviation = binary(graph, "Sub", x, mean(graph, x));
        String square = binary(graph, "Pow", deviation, scalar(graph, 2));
        String variance = binary(graph, "Add", mean(graph, square), scalar(graph, 1e-5f));
        String root = graph.node("Sqrt", List.of(variance), Map.of());
        String normal = binary(graph, "Div", deviation, root);
        return binary(graph, "Add", binary(graph, "Mul", normal, scale), shift);
    }

    private static String mean(GraphBuilder graph, String x) {
        return graph.opset() < 18
                ? graph.node("ReduceMean", List.of(x), Map.of("axes", new long[] {-1}))
                : binary(graph, "ReduceMean", x, graph.constant("axes", new long[] {-1}, 1));
    }

    private static String binary(GraphBuilder graph, String op, String a, String b) {
        return graph.node(op, List.of(a, b), Map.of());
    }

    private static String scalar(GraphBuilder graph, float value) {
        return graph.constant("scalar", new float[] {value});
    }
}
