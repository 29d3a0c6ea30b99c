package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph being changed. Nothing is looked up in it that was changed before: read from the {@link Graph} it was made
 * of, change here, {@link #build()}, and start again from the new graph.
 *
 * <p>Operators may be added in any order; building sorts them, keeping the old order where it can.
 */
public final class GraphEdit {
    private final Graph graph;
    private final Map<String, Constant> constants;
    private final Map<Node, List<Node>> replaced = new HashMap<>();
    private final List<Node> added = new ArrayList<>();
    private final Map<String, String> redirected = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<ValueInfoProto> addedOutputs = new ArrayList<>();
    private final Set<String> fixed = new HashSet<>();
    private int opset;
    private long irVersion;

    GraphEdit(Graph graph) {
        this.graph = graph;
        this.constants = new LinkedHashMap<>(graph.constants());
        this.opset = graph.opset();
        this.irVersion = graph.shell().getIrVersion();
        names.addAll(graph.around().names());
        names.addAll(graph.constants().keySet());
        names.addAll(graph.inputs().keySet());
        graph.nodes().forEach(node -> {
            names.addAll(node.outputs());
            // A fresh name must not hide behind one that an inner graph gives its own tensor.
            node.bodies().forEach(body -> names.addAll(Bodies.names(body)));
        });
    }

    /** A tensor name that is not taken yet, made from this one. */
    public String fresh(String hint) {
        String name = hint;
        for (int i = 1; !names.add(name); i++) {
            name = hint + "_" + i;
        }
        return name;
    }

    /** Adds a constant under a fresh name, which it returns. */
    public String constant(String hint, Constant value) {
        String name = fresh(hint);
        constants.put(name, value);
        return name;
    }

    /** Makes an input a constant: the model no longer takes it. */
    public GraphEdit fix(String input, Constant value) {
        if (!graph.inputs().containsKey(input)) {
            throw new IllegalArgumentException("The model has no input \"" + input + "\"; its inputs are "
                    + graph.inputs().keySet());
        }
        fixed.add(input);
        constants.put(input, value);
        return this;
    }

    /** Puts another value in the place of a constant, for all that use it. */
    public GraphEdit replaceConstant(String name, Constant value) {
        if (constants.replace(name, value) == null) {
            throw new IllegalArgumentException("The graph has no constant \"" + name + "\" to replace");
        }
        return this;
    }

    /** Adds an operator. */
    public GraphEdit add(Node node) {
        added.add(node);
        return this;
    }

    /** Adds an operator of the standard domain with one output, whose fresh name it returns. */
    public String add(String op, String hint, List<String> inputs, Map<String, Object> settings) {
        String output = fresh(hint);
        add(Node.of(op, inputs, List.of(output), settings));
        return output;
    }

    /** Takes an operator out; whoever needs its outputs must be replaced or redirected too. */
    public GraphEdit remove(Node node) {
        return replace(node, List.of());
    }

    /** Puts these operators in the place of one. */
    public GraphEdit replace(Node node, List<Node> others) {
        replaced.put(node, List.copyOf(others));
        return this;
    }

    /** Puts one operator in the place of another. */
    public GraphEdit replace(Node node, Node other) {
        return replace(node, List.of(other));
    }

    /** Whether an operator has been replaced or removed in this edit. */
    public boolean isReplaced(Node node) {
        return replaced.containsKey(node);
    }

    /**
     * Makes all that take one tensor, inner graphs included, take another. An output of the model keeps its name: there
     * an {@code Identity} is put. An operator all of whose outputs are redirected is dropped.
     */
    public GraphEdit redirect(String from, String to) {
        redirected.put(from, to);
        return this;
    }

    /**
     * Makes a tensor of the graph an output too, under its own name, so that it can be looked at; nothing if it is one. The
     * runtime finds out its type and shape.
     */
    public GraphEdit output(String tensor) {
        if (!graph.isOutput(tensor)
                && addedOutputs.stream().noneMatch(output -> output.getName().equals(tensor))) {
            addedOutputs.add(ValueInfoProto.newBuilder().setName(tensor).build());
        }
        return this;
    }

    /**
     * Raises the version of the standard operator set; the caller has seen to it that every operator still means the
     * same.
     */
    public GraphEdit opset(int version) {
        opset = version;
        return this;
    }

    /** Raises the version of the file format to this one at least. */
    GraphEdit irVersion(long version) {
        irVersion = Math.max(irVersion, version);
        return this;
    }

    /**
     * The changed graph, without constants that nobody uses any more.
     *
     * @throws IllegalArgumentException if an operator takes, or the model gives, a tensor that nobody makes, or
     *     operators wait for each other
     */
    public Graph build() {
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            nodes.addAll(replaced.getOrDefault(node, List.of(node)));
        }
        nodes.addAll(added);
        nodes.removeIf(this::isPassedBy);
        nodes.replaceAll(node -> node.renamed(this::target));
        List<ValueInfoProto> outputs = new ArrayList<>(graph.outputInfos());
        outputs.addAll(addedOutputs);
        for (ValueInfoProto output : outputs) {
            String name = output.getName();
            if (!target(name).equals(name)) {
                nodes.add(Node.of("Identity", List.of(target(name)), List.of(name), Map.of()));
            }
        }
        List<Node> sorted = named(sorted(nodes));
        for (ValueInfoProto output : graph.outputInfos()) {
            requireMade(output.getName(), sorted);
        }
        Map<String, Constant> used = new LinkedHashMap<>(constants);
        Set<String> needed = new HashSet<>();
        sorted.forEach(node -> needed.addAll(needs(node)));
        outputs.forEach(output -> needed.add(output.getName()));
        used.keySet().retainAll(needed);
        List<ValueInfoProto> inputs = graph.inputInfos().stream()
                .filter(input -> !fixed.contains(input.getName()))
                .toList();
        return new Graph(shell(sorted), inputs, outputs, used, sorted, graph.around());
    }

    private void requireMade(String output, List<Node> nodes) {
        boolean isMade = constants.containsKey(output)
                || graph.inputs().containsKey(output)
                || nodes.stream().anyMatch(node -> node.outputs().contains(output));
        if (!isMade) {
            throw new IllegalArgumentException("The model gives the tensor \"" + output + "\", which nobody makes");
        }
    }

    /** The runtime refuses two operators of one name: the later one gets a number. */
    private static List<Node> named(List<Node> nodes) {
        Set<String> seen = new HashSet<>();
        List<Node> named = new ArrayList<>();
        for (Node node : nodes) {
            String name = node.name();
            for (int i = 1; !name.isEmpty() && !seen.add(name); i++) {
                name = node.name() + "_" + i;
            }
            boolean isSame = name.equals(node.name());
            named.add(
                    isSame
                            ? node
                            : new Node(
                                    name, node.domain(), node.op(), node.inputs(), node.outputs(), node.attributes()));
        }
        return named;
    }

    private boolean isPassedBy(Node node) {
        return node.outputs().stream().allMatch(output -> output.isEmpty() || redirected.containsKey(output));
    }

    private String target(String name) {
        String end = name;
        for (int steps = 0; redirected.containsKey(end); steps++) {
            if (steps > redirected.size()) {
                throw new IllegalArgumentException("The tensor \"" + name + "\" is redirected in a circle");
            }
            end = redirected.get(end);
        }
        return end;
    }

    private ModelProto shell(List<Node> nodes) {
        Map<String, Long> versions = new LinkedHashMap<>();
        graph.shell().getOpsetImportList().forEach(set -> versions.put(set.getDomain(), set.getVersion()));
        // An operator of the runtime's own set may have come in; the file has to name that set.
        nodes.forEach(node -> versions.putIfAbsent(node.domain(), 1L));
        versions.remove("ai.onnx");
        versions.put("", (long) opset);
        ModelProto.Builder shell =
                graph.shell().toBuilder().setIrVersion(irVersion).clearOpsetImport();
        versions.forEach((domain, version) -> shell.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        return shell.build();
    }

    private static Set<String> needs(Node node) {
        Set<String> needs = new LinkedHashSet<>(node.inputs());
        node.bodies().forEach(body -> needs.addAll(Bodies.captured(body)));
        needs.remove("");
        return needs;
    }

    private List<Node> sorted(List<Node> nodes) {
        Map<String, Node> makers = new HashMap<>();
        for (Node node : nodes) {
            for (String output : node.outputs()) {
                if (!output.isEmpty() && makers.put(output, node) != null) {
                    throw new IllegalArgumentException("The tensor \"" + output + "\" is made twice");
                }
            }
        }
        List<Node> sorted = new ArrayList<>();
        Set<Node> done = new HashSet<>();
        for (Node node : nodes) {
            place(node, makers, done, sorted);
        }
        return sorted;
    }

    /** Depth first without recursion: a long chain must not overflow the stack. */
    private void place(Node root, Map<String, Node> makers, Set<Node> done, List<Node> sorted) {
        Deque<Node> stack = new ArrayDeque<>();
        Set<Node> open = new HashSet<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            Node node = stack.peek();
            if (done.contains(node)) {
                stack.pop();
                continue;
            }
            boolean isWaiting = false;
            for (String input : needs(node)) {
                Node maker = makers.get(input);
                if (maker != null && !done.contains(maker)) {
                    if (maker.equals(node) || open.contains(maker)) {
                        throw new IllegalArgumentException(
                                "The operators " + node + " and " + maker + " wait for each other");
                    }
                    stack.push(maker);
                    isWaiting = true;
                } else if (maker == null
                        && !constants.containsKey(input)
                        && !graph.inputs().containsKey(input)) {
                    throw new IllegalArgumentException(
                            node + " takes the tensor \"" + input + "\", which nobody makes");
                }
            }
            if (isWaiting) {
                open.add(node);
            } else {
                stack.pop();
                done.add(node);
                sorted.add(node);
            }
        }
    }
}
