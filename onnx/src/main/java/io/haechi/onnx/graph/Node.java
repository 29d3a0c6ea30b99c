package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.haechi.onnx.Attributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a graph.
 *
 * @param name its name, for people and for options that name layers; may be empty
 * @param domain the operator set it is from; empty for the standard one
 * @param op the operator, such as {@code Conv}
 * @param inputs the tensors it takes, in the operator's order; empty where an optional one is left out
 * @param outputs the tensors it makes; empty where an optional one is not wanted
 * @param attributes its settings by name, in the file's order
 */
public record Node(
        String name,
        String domain,
        String op,
        List<String> inputs,
        List<String> outputs,
        Map<String, AttributeProto> attributes) {

    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /**
     * A node of the standard domain, named after its first output.
     *
     * @param settings attributes as Java values: Long, Integer, Boolean, Float, Double, String, long[], int[], float[] or
     *     String[]
     */
    public static Node of(String op, List<String> inputs, List<String> outputs, Map<String, Object> settings) {
        Map<String, AttributeProto> attributes = new LinkedHashMap<>();
        settings.forEach((key, value) -> attributes.put(key, Attributes.of(key, value)));
        return new Node(outputs.getFirst(), "", op, inputs, outputs, attributes);
    }

    /** The same without a name and with one output: a name is a good part of a small operator in a small file. */
    public static Node nameless(String op, List<String> inputs, String output, Map<String, Object> settings) {
        Node named = of(op, inputs, List.of(output), settings);
        return new Node("", "", op, named.inputs, named.outputs, named.attributes);
    }

    static Node read(NodeProto proto) {
        Map<String, AttributeProto> attributes = new LinkedHashMap<>();
        proto.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), Bodies.bare(attribute)));
        String domain = proto.getDomain().equals("ai.onnx") ? "" : proto.getDomain();
        return new Node(
                proto.getName(), domain, proto.getOpType(), proto.getInputList(), proto.getOutputList(), attributes);
    }

    NodeProto write() {
        NodeProto.Builder proto = NodeProto.newBuilder()
                .setName(name)
                .setOpType(op)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(attributes.values());
        // Even an empty domain would take bytes in the file.
        return domain.isEmpty() ? proto.build() : proto.setDomain(domain).build();
    }

    /** True for the operator of this name in the standard domain. */
    public boolean is(String standardOp) {
        return domain.isEmpty() && op.equals(standardOp);
    }

    /** The input at this place; empty where it is left out or beyond the last. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    /** Its first output, which nearly all operators have as their only one. */
    public String output() {
        return outputs.getFirst();
    }

    /** A whole number among its settings, or this default where it is not set. */
    public long integer(String key, long ifAbsent) {
        AttributeProto attribute = attributes.get(key);
        return attribute == null ? ifAbsent : attribute.getI();
    }

    /** A decimal number among its settings, or this default where it is not set. */
    public float number(String key, float ifAbsent) {
        AttributeProto attribute = attributes.get(key);
        return attribute == null ? ifAbsent : attribute.getF();
    }

    /** A text among its settings, or this default where it is not set. */
    public String text(String key, String ifAbsent) {
        AttributeProto attribute = attributes.get(key);
        return attribute == null ? ifAbsent : attribute.getS().toStringUtf8();
    }

    /** Whole numbers among its settings; null where they are not set. */
    public long @Nullable [] integers(String key) {
        AttributeProto attribute = attributes.get(key);
        return attribute == null
                ? null
                : attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
    }

    /** The same node with this setting added or replaced. */
    public Node with(String key, Object value) {
        Map<String, AttributeProto> changed = new LinkedHashMap<>(attributes);
        changed.put(key, Attributes.of(key, value));
        return new Node(name, domain, op, inputs, outputs, changed);
    }

    /** The same node with other inputs. */
    public Node withInputs(List<String> others) {
        return new Node(name, domain, op, others, outputs, attributes);
    }

    /** The same node with other outputs. */
    public Node withOutputs(List<String> others) {
        return new Node(name, domain, op, inputs, others, attributes);
    }

    /** Whether it holds graphs of its own, as {@code If}, {@code Loop} and {@code Scan} do. */
    public boolean hasBodies() {
        return attributes.values().stream().anyMatch(a -> a.hasG() || a.getGraphsCount() > 0);
    }

    /** The graphs that it holds. */
    List<GraphProto> bodies() {
        List<GraphProto> bodies = new ArrayList<>();
        for (AttributeProto attribute : attributes.values()) {
            if (attribute.hasG()) {
                bodies.add(attribute.getG());
            }
            bodies.addAll(attribute.getGraphsList());
        }
        return bodies;
    }

    /** The same node with each tensor that it takes, also inside its graphs, or makes renamed. */
    public Node moved(UnaryOperator<String> names) {
        return renamed(names).withOutputs(outputs.stream().map(names).toList());
    }

    /** The same node with each tensor that it takes, also inside its graphs, renamed. */
    Node renamed(UnaryOperator<String> names) {
        List<String> moved = inputs.stream().map(names).toList();
        if (!hasBodies()) {
            return moved.equals(inputs) ? this : withInputs(moved);
        }
        Map<String, AttributeProto> changed = new LinkedHashMap<>();
        attributes.forEach((key, value) -> changed.put(key, Bodies.renamed(value, names)));
        return new Node(name, domain, op, moved, outputs, changed);
    }

    /** For messages: the operator and its name, such as {@code Conv "features.0"}. */
    @Override
    public String toString() {
        return op + " \"" + (name.isEmpty() && !outputs.isEmpty() ? output() : name) + "\"";
    }
}
