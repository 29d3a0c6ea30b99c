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
import java.util.function.UnaryOperator;
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
    private final Surroundings around;

    Graph(
            ModelProto shell,
            List<ValueInfoProto> inputs,
            List<ValueInfoProto> outputs,
            Map<String, Constant> constants,
            List<Node> nodes,
            Surroundings around) {
        this.around = around;
        this.shell = shell;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        this.nodes = List.copyOf(nodes);
        for (Node node : nodes) {
            node.outputs().forEach(output -> producers.put(output, node));
            Set<String> used = new HashSet<>(node.inputs());
            for (GraphProto body : node.bodies()) {
                Set<String> inner = Bodies.captured(body);
                captured.addAll(inner);
                used.addAll(inner);
            }
            used.forEach(name ->
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
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .toList();
        ModelProto shell = proto.toBuilder()
                .setGraph(GraphProto.newBuilder().setName(graph.getName()).setDocString(graph.getDocString()))
                .build();
        return of(shell, graph, inputs, Map.of(), Surroundings.NONE);
    }

    /**
     * A graph of the format, with these inputs.
     *
     * @param outer constants of the graphs around it that it uses
     */
    static Graph of(
            ModelProto shell,
            GraphProto graph,
            List<ValueInfoProto> inputs,
            Map<String, Constant> outer,
            Surroundings around) {
        Map<String, Constant> constants = new LinkedHashMap<>(outer);
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), Constant.read(tensor)));
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.getNodeList().stream().map(Node::read).toList()) {
            if (node.outputs().isEmpty()) {
                throw new ModelException("The model's operator " + node + " has no output");
            }
            Constant constant = node.is("Constant") ? Constants.held(node) : null;
            if (constant == null) {
                nodes.add(node);
            } else {
                constants.put(node.output(), constant);
            }
        }
        try {
            return new Graph(shell, inputs, graph.getOutputList(), constants, nodes, around)
                    .edit()
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ModelException("The model is not a whole graph: " + e.getMessage(), e);
        }
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
        return alone(List.of(node), node.outputs(), values);
    }

    /**
     * A model of some operators that take nothing but each other's outputs and constants, and give some of these outputs.
     *
     * @throws IllegalArgumentException if an input is missing, or an operator has graphs of its own
     */
    public Graph alone(List<Node> some, List<String> wanted, Map<String, Constant> values) {
        some.stream().filter(Node::hasBodies).findFirst().ifPresent(node -> {
            throw new IllegalArgumentException(node + " has graphs of its own and cannot stand alone");
        });
        List<ValueInfoProto> made = wanted.stream()
                .filter(output -> !output.isEmpty())
                .map(output -> ValueInfoProto.newBuilder().setName(output).build())
                .toList();
        return new Graph(shell, List.of(), made, values, some, Surroundings.NONE)
                .edit()
                .build();
    }

    /**
     * The same with every graph inside {@code If}, {@code Loop} and {@code Scan} changed, the innermost first. A body is seen
     * as a graph whose inputs are its own and the outer tensors that it uses, with what {@link Shapes} knows of them; outer
     * constants that it uses are constants in it.
     *
     * @param change must keep the names of inputs and outputs
     */
    public Graph withBodies(UnaryOperator<Graph> change) {
        GraphEdit edit = edit();
        boolean isChanged = false;
        for (Node node : nodes) {
            Node other = node.hasBodies() ? Bodies.changed(this, node, change) : node;
            if (other != node) {
                edit.replace(node, other);
                isChanged = true;
            }
        }
        return isChanged ? edit.build() : this;
    }

    /** The graph that an operator holds under this setting, as {@link #withBodies} shows it; null if there is none. */
    public @Nullable Graph body(Node node, String setting) {
        AttributeProto attribute = node.attributes().get(setting);
        return attribute == null || !attribute.hasG() ? null : Bodies.graph(this, attribute.getG());
    }

    /** Every name that this graph, or one around it, gives a tensor. */
    Set<String> names() {
        Set<String> names = new HashSet<>(around.names());
        names.addAll(constants.keySet());
        names.addAll(producers.keySet());
        inputs.forEach(input -> names.add(input.getName()));
        return names;
    }

    Surroundings around() {
        return around;
    }

    /** Whether a constant stands in a graph around this one, which is the body of an operator. */
    public boolean isOuter(String constant) {
        return around.constants().contains(constant);
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

    /** Its operators and those of the graphs inside them. */
    public List<Node> everyNode() {
        List<Node> all = new ArrayList<>(nodes);
        nodes.forEach(node -> node.bodies().forEach(body -> Bodies.addNodes(body, all)));
        return all;
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
