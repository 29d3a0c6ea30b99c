package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.haechi.core.ModelException;
import io.haechi.onnx.ModelFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole model: operators in running order, constants by name, inputs and outputs.
 *
 * <p>A graph never changes. It can be read from any file that {@link ModelFile} accepts and written again; what a
 * reader does not need to understand (metadata, symbolic sizes, operators of inner graphs) is carried along. On the way
 * in three ways of saying the same become one: {@code Constant} operators and constants that old files list among their
 * inputs are constants here, and the domain {@code ai.onnx} is the empty one.
 */
public final class Graph {
    private final ModelProto shell;
    private final List<ValueInfoProto> inputs;
    private final List<ValueInfoProto> outputs;
    private final Map<String, Constant> constants;
    private final List<Node> nodes;
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> consumers = new HashMap<>();
    private final Set<String> outputNames = new HashSet<>();
    private final Set<String> captured = new HashSet<>();

    Graph(
            ModelProto shell,
            List<ValueInfoProto> inputs,
            List<ValueInfoProto> outputs,
            Map<String, Constant> constants,
            List<Node> nodes) {
        this.shell = shell;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        this.nodes = List.copyOf(nodes);
        for (Node node : nodes) {
            node.outputs().forEach(output -> producers.put(output, node));
            Set<String> taken = new HashSet<>(node.inputs());
            for (GraphProto body : node.bodies()) {
                Set<String> inner = Bodies.captured(body);
                captured.addAll(inner);
                taken.addAll(inner);
            }
            taken.forEach(name ->
                    consumers.computeIfAbsent(name, _ -> new ArrayList<>()).add(node));
        }
        outputs.forEach(output -> outputNames.add(output.getName()));
    }

    /**
     * Reads a model.
     *
     * @throws ModelException if {@link ModelFile} refuses the file, a tensor's values do not fit its shape, or an
     *     operator takes what nobody makes
     */
    public static Graph read(byte[] model) {
        ModelProto proto = ModelFile.parse(model);
        GraphProto graph = proto.getGraph();
        Map<String, Constant> constants = new LinkedHashMap<>();
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), Constant.read(tensor)));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !constants.containsKey(input.getName()))
                .toList();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.getNodeList().stream().map(Node::read).toList()) {
            if (node.outputs().isEmpty()) {
                throw new ModelException("The model's operator " + node + " has no output");
            }
            Constant constant = node.is("Constant") ? constant(node) : null;
            if (constant == null) {
                nodes.add(node);
            } else {
                constants.put(node.output(), constant);
            }
        }
        ModelProto shell = proto.toBuilder()
                .setGraph(GraphProto.newBuilder().setName(graph.getName()).setDocString(graph.getDocString()))
                .build();
        try {
            return new Graph(shell, inputs, graph.getOutputList(), constants, nodes)
                    .edit()
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ModelException("The model is not a whole graph: " + e.getMessage(), e);
        }
    }

    /** What a {@code Constant} operator holds; null for kinds that are left as they are (texts, sparse tensors). */
    private static @Nullable Constant constant(Node node) {
        Map<String, AttributeProto> attributes = node.attributes();
        if (attributes.size() != 1) {
            return null;
        }
        AttributeProto attribute = attributes.values().iterator().next();
        return switch (attribute.getName()) {
            case "value" -> Constant.read(attribute.getT());
            case "value_float" -> Constant.of(new float[] {attribute.getF()});
            case "value_int" -> Constant.of(new long[] {attribute.getI()});
            case "value_ints" ->
                Constant.of(
                        attribute.getIntsList().stream()
                                .mapToLong(Long::longValue)
                                .toArray(),
                        attribute.getIntsCount());
            case "value_floats" -> {
                float[] values = new float[attribute.getFloatsCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = attribute.getFloats(i);
                }
                yield Constant.of(values, values.length);
            }
            default -> null;
        };
    }

    /** The model file; the same graph gives the same bytes. */
    public byte[] toBytes() {
        GraphProto.Builder graph =
                shell.getGraph().toBuilder().addAllInput(inputs).addAllOutput(outputs);
        nodes.forEach(node -> graph.addNode(node.write()));
        constants.forEach((name, constant) -> graph.addInitializer(constant.write(name)));
        return shell.toBuilder().setGraph(graph).build().toByteArray();
    }

    /**
     * A model of one operator with constants for inputs: to find out what it computes. Its outputs are all outputs of
     * the operator, of which only the names are given.
     *
     * @param values the operator's inputs by name; more may be given
     * @throws IllegalArgumentException if an input is missing, or the operator has graphs of its own
     */
    public Graph alone(Node node, Map<String, Constant> values) {
        if (node.hasBodies()) {
            throw new IllegalArgumentException(node + " has graphs of its own and cannot stand alone");
        }
        List<ValueInfoProto> made = node.outputs().stream()
                .filter(output -> !output.isEmpty())
                .map(output -> ValueInfoProto.newBuilder().setName(output).build())
                .toList();
        return new Graph(shell, List.of(), made, values, List.of(node)).edit().build();
    }

    /** A copy to be changed. */
    public GraphEdit edit() {
        return new GraphEdit(this);
    }

    ModelProto shell() {
        return shell;
    }

    List<ValueInfoProto> inputInfos() {
        return inputs;
    }

    List<ValueInfoProto> outputInfos() {
        return outputs;
    }

    /** Version of the standard operator set that it is written in. */
    public int opset() {
        return (int) shell.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElse(1);
    }

    /** Its operators, each after those that it needs. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Its constants by name. */
    public Map<String, Constant> constants() {
        return constants;
    }

    /** The constant of this name; null if the tensor is something else. */
    public @Nullable Constant constant(String tensor) {
        return constants.get(tensor);
    }

    /** Its inputs by name, in order; constants are none. */
    public Map<String, Value> inputs() {
        return values(inputs);
    }

    /** Its outputs by name, in order. */
    public Map<String, Value> outputs() {
        return values(outputs);
    }

    private static Map<String, Value> values(List<ValueInfoProto> infos) {
        Map<String, Value> values = new LinkedHashMap<>();
        infos.forEach(info -> values.put(info.getName(), Value.read(info)));
        return Collections.unmodifiableMap(values);
    }

    /** The operator that makes this tensor; null for inputs and constants. */
    public @Nullable Node producer(String tensor) {
        return producers.get(tensor);
    }

    /** The operators that take this tensor, each once, those included whose inner graphs use it. */
    public List<Node> consumers(String tensor) {
        return Collections.unmodifiableList(consumers.getOrDefault(tensor, List.of()));
    }

    /**
     * The one operator that takes this tensor, if nobody else sees it: then both may be made one. Null if it has
     * several consumers, is an output of the model, or is used inside another operator's graph.
     */
    public @Nullable Node onlyConsumer(String tensor) {
        List<Node> all = consumers(tensor);
        return all.size() == 1 && !isOutput(tensor) && !captured.contains(tensor) ? all.getFirst() : null;
    }

    /** Whether the model gives this tensor to its caller. */
    public boolean isOutput(String tensor) {
        return outputNames.contains(tensor);
    }

    /** Whether an inner graph of {@code If}, {@code Loop} or {@code Scan} uses this tensor. */
    public boolean isCaptured(String tensor) {
        return captured.contains(tensor);
    }
}
