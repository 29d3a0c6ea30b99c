package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a graph of an older operator set in a newer one, up to {@value #NEWEST}: what the passes need, and no more.
 *
 * <p>Files of 2018 to 2020 are often written in sets 7 to 12, and what came later is what makes them small: set 11 brought
 * {@code DynamicQuantizeLinear}, set 13 scales for each channel. Between 7 and 13 few operators changed their meaning:
 * settings became inputs (Clip, Pad, Slice, Split, Squeeze, Unsqueeze, ReduceSum, TopK, Dropout), and Softmax, which took all
 * axes from one on, takes one. Each is rewritten to what it meant; graphs inside {@code If} and {@code Loop} too.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/Changelog.md">ONNX operator changelog</a>
 */
public final class OperatorSet {
    /** The newest set that a graph can be raised to. */
    public static final int NEWEST = 13;

    /** Files of this version and newer need not list their constants among the inputs; the runtime knows it since 2018. */
    private static final long IR_VERSION = 7;

    private final Graph graph;
    private final int from;
    private final Shapes shapes;
    private final GraphEdit edit;

    private OperatorSet(Graph graph) {
        this.graph = graph;
        this.from = graph.opset();
        this.shapes = Shapes.of(graph);
        this.edit = graph.edit();
    }

    /**
     * The same graph in this operator set; itself if it is written in this one or a newer one.
     *
     * @param version at most {@value #NEWEST}
     * @throws ModelException if it has an operator whose old meaning the new set cannot say
     */
    public static Graph raised(Graph graph, int version) {
        if (version > NEWEST) {
            throw new IllegalArgumentException(
                    "A graph can be raised to operator set " + NEWEST + " at most, got " + version);
        }
        if (graph.opset() >= version) {
            return graph;
        }
        Graph inside = graph.withBodies(body -> new OperatorSet(body).rewritten(NEWEST));
        return new OperatorSet(inside).rewritten(NEWEST);
    }

    private Graph rewritten(int version) {
        for (Node node : graph.nodes()) {
            if (node.domain().isEmpty()) {
                rewrite(node);
            }
        }
        return edit.opset(version).irVersion(IR_VERSION).build();
    }

    private void rewrite(Node node) {
        switch (node.op()) {
            case "Squeeze", "Unsqueeze", "ReduceSum" -> listed(node, "axes");
            case "Split" -> listed(node, "split");
            case "Softmax", "LogSoftmax", "Hardmax" -> softmax(node);
            default -> {
                if (from < 12 && node.is("Dropout")) {
                    edit.replace(node, without(node, "ratio"));
                } else if (from < 11) {
                    older(node);
                }
            }
        }
    }

    private void older(Node node) {
        switch (node.op()) {
            case "Clip" -> {
                List<String> inputs = List.of(node.input(0), number(node, "min"), number(node, "max"));
                edit.replace(node, without(node, "min", "max").withInputs(inputs));
            }
            case "Pad" -> {
                List<String> inputs = List.of(node.input(0), list(node, "pads"), number(node, "value"));
                edit.replace(node, without(node, "pads", "value").withInputs(inputs));
            }
            case "Resize", "Upsample" -> resize(node);
            case "Scatter" -> edit.replace(node, named(node, "ScatterElements", node.inputs(), node.attributes()));
            case "Slice" -> slice(node);
            case "TopK" -> {
                if (from < 10) {
                    String count = edit.constant("k", Constant.of(new long[] {node.integer("k", 1)}, 1));
                    edit.replace(node, without(node, "k").withInputs(List.of(node.input(0), count)));
                }
            }
            case "BatchNormalization" -> {
                if (node.integer("spatial", 1) != 1) {
                    throw new ModelException(node + " normalises each place by itself, which operator sets after 8"
                            + " cannot say; export the model anew");
                }
                edit.replace(node, without(node, "spatial"));
            }
            case "Scan" -> {
                if (from < 9) {
                    throw new ModelException(node + " is written for operator set " + from
                            + " and means something else in newer ones; export the model anew");
                }
            }
            default -> {}
        }
    }

    /** A list of numbers among the settings becomes the second input. */
    private void listed(Node node, String setting) {
        if (node.attributes().containsKey(setting)) {
            edit.replace(node, without(node, setting).withInputs(List.of(node.input(0), list(node, setting))));
        }
    }

    private void slice(Node node) {
        if (from >= 10) {
            return;
        }
        long[] starts = node.integers("starts");
        long[] axes = new long[starts == null ? 0 : starts.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        String along = node.attributes().containsKey("axes")
                ? list(node, "axes")
                : edit.constant("axes", Constant.of(axes, axes.length));
        List<String> inputs = List.of(node.input(0), list(node, "starts"), list(node, "ends"), along);
        edit.replace(node, without(node, "starts", "ends", "axes").withInputs(inputs));
    }

    /** Without regions, and from the corner, as the first versions did it. */
    private void resize(Node node) {
        AttributeProto set = node.attributes().get("scales");
        String scales =
                set == null ? node.input(1) : edit.constant("scales", Constant.of(floats(set), set.getFloatsCount()));
        Node old = without(node, "scales")
                .with("coordinate_transformation_mode", "asymmetric")
                .with("nearest_mode", "floor");
        edit.replace(node, named(node, "Resize", List.of(node.input(0), "", scales), old.attributes()));
    }

    /** Over all axes from one on: the same as over the last, unless that one is not the last. */
    private void softmax(Node node) {
        long axis = node.integer("axis", 1);
        int rank = shapes.value(node.input(0)).rank();
        if (axis == -1 || (rank > 0 && axis == rank - 1)) {
            edit.replace(node, node.with("axis", -1));
            return;
        }
        String sizes = edit.add("Shape", node.output() + "_shape", List.of(node.input(0)), Map.of());
        String flat = edit.add("Flatten", node.output() + "_flat", List.of(node.input(0)), Map.of("axis", axis));
        String shares = edit.add(node.op(), node.output() + "_rows", List.of(flat), Map.of("axis", -1));
        edit.replace(node, named(node, "Reshape", List.of(shares, sizes), Map.of()));
    }

    private String list(Node node, String setting) {
        long[] values = node.integers(setting);
        if (values == null) {
            throw new ModelException(node + " lacks the setting \"" + setting + "\"");
        }
        return edit.constant(setting, Constant.of(values, values.length));
    }

    /** A number among the settings as a constant of the type of the input; nothing where it is not set. */
    private String number(Node node, String setting) {
        if (!node.attributes().containsKey(setting)) {
            return "";
        }
        Constant value = Constant.of(new float[] {node.number(setting, 0)});
        return edit.constant(setting, shapes.type(node.input(0)) == DataType.FLOAT16 ? value.toHalf() : value);
    }

    private static float[] floats(AttributeProto attribute) {
        float[] values = new float[attribute.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = attribute.getFloats(i);
        }
        return values;
    }

    private static Node named(Node node, String op, List<String> inputs, Map<String, AttributeProto> settings) {
        return new Node(node.name(), "", op, inputs, node.outputs(), settings);
    }

    private static Node without(Node node, String... settings) {
        Map<String, AttributeProto> left = new LinkedHashMap<>(node.attributes());
        left.keySet().removeAll(Set.of(settings));
        return new Node(node.name(), node.domain(), node.op(), node.inputs(), node.outputs(), left);
    }
}
