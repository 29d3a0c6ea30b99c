package io.haechi.onnx.compress.quantise;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which operators of a graph will compute with bytes, and which of its tensors therefore are bytes.
 *
 * <p>Layers with constant weights are what it is about. The others join where that saves going to floats and back: additions
 * and concatenations whose inputs are bytes anyway, pooling and reshaping of bytes, each only if what follows wants bytes
 * again. Relu and Clip behind a layer need no bytes of their own: the range of what comes out of them says it all.
 */
final class QdqPlan {
    private static final Set<String> CLIPPING = Set.of("Relu", "Clip");
    /** Computes with several tensors of bytes, each with a scale of its own. */
    private static final Set<String> JOINING = Set.of("Add", "Mul", "Concat");
    /** Makes bytes of another scale out of bytes. */
    private static final Set<String> RESCALING = Set.of("AveragePool", "GlobalAveragePool", "Sigmoid", "LeakyRelu");
    /** Only moves or chooses bytes: what comes out has the scale of what went in. */
    private static final Set<String> MOVING = Set.of(
            "MaxPool",
            "Reshape",
            "Flatten",
            "Transpose",
            "Squeeze",
            "Unsqueeze",
            "DepthToSpace",
            "SpaceToDepth",
            "Identity");

    private final Graph graph;
    private final LayerChoice choice;
    private final int fewestWeights;
    private final Map<Node, WeightedLayer> layers = new LinkedHashMap<>();
    private final Set<Node> others = new LinkedHashSet<>();
    private final Set<String> tensors = new LinkedHashSet<>();
    private final Map<String, String> scaledLike = new HashMap<>();
    private final Map<String, Boolean> leads = new HashMap<>();

    QdqPlan(Graph graph, LayerChoice choice, int fewestWeights) {
        this.graph = graph;
        this.choice = choice;
        this.fewestWeights = fewestWeights;
        for (Node node : graph.nodes()) {
            if (choice.takes(node) && !isFasterInFloats(node)) {
                WeightedLayer.of(graph, node).ifPresent(layer -> layers.put(node, layer));
            }
        }
        for (Node node : layers.keySet()) {
            tensors.add(node.input(0));
            // A MatMul has a kernel that gives floats, a convolution has none, and a Gemm only without a Relu behind
            // it.
            boolean isClipped = !settled(node).equals(node.output());
            if (node.is("Conv") || (node.is("Gemm") && isClipped)) {
                tensors.add(settled(node));
            }
        }
        graph.nodes().forEach(this::join);
    }

    private boolean isFasterInFloats(Node node) {
        Constant weights = graph.constant(node.input(1));
        if (weights == null) {
            return false;
        }
        return node.is("Conv") ? gathersBytes(node, weights) : weights.count() < fewestWeights;
    }

    /**
     * A convolution of a single channel gathers its input byte by byte, which takes several times as long as in floats. Before
     * a MaxPool bytes still win: where a layer behind the pool wants bytes, the runtime makes them before it, and pools bytes
     * that come from elsewhere by a slow kernel.
     */
    private boolean gathersBytes(Node node, Constant weights) {
        return weights.rank() >= 3
                && weights.dims()[1] == 1
                && node.integer("group", 1) == 1
                && graph.consumers(activated(node)).stream().noneMatch(next -> next.is("MaxPool"));
    }

    /** The tensor behind the activation function that alone takes what this operator makes; else what it makes. */
    private String activated(Node node) {
        Node next = graph.onlyConsumer(settled(node));
        return next != null && next.domain().isEmpty() && next.outputs().size() == 1 && RESCALING.contains(next.op())
                ? next.output()
                : settled(node);
    }

    private void join(Node node) {
        boolean isJoining = JOINING.contains(node.op());
        boolean isMoving = MOVING.contains(node.op());
        if (!node.domain().isEmpty()
                || !(isJoining || isMoving || RESCALING.contains(node.op()))
                || !choice.takes(node)
                || node.outputs().size() != 1
                || !leadsToLayer(node.output())) {
            return;
        }
        List<String> inputs = isJoining ? node.inputs() : node.inputs().subList(0, 1);
        if (!inputs.stream().allMatch(this::canBeBytes)) {
            return;
        }
        tensors.addAll(inputs);
        others.add(node);
        if (isMoving) {
            tensors.add(node.output());
            scaledLike.put(node.output(), source(node.input(0)));
        } else {
            tensors.add(settled(node));
        }
    }

    private boolean canBeBytes(String tensor) {
        Node producer = graph.producer(tensor);
        return tensors.contains(tensor) || (producer != null && layers.containsKey(producer));
    }

    /** The tensor behind the Relu or Clip that alone takes what this operator makes; else what it makes. */
    private String settled(Node node) {
        Node next = graph.onlyConsumer(node.output());
        return next != null && isClipping(next) ? next.output() : node.output();
    }

    private static boolean isClipping(Node node) {
        return node.domain().isEmpty() && CLIPPING.contains(node.op());
    }

    /** Whether bytes in this tensor would reach a quantised layer through operators that pass bytes on. */
    private boolean leadsToLayer(String start) {
        List<String> way = new ArrayList<>(List.of(start));
        Set<String> seen = new LinkedHashSet<>(way);
        boolean isFound = false;
        for (int i = 0; i < way.size() && !isFound; i++) {
            String tensor = way.get(i);
            Boolean known = leads.get(tensor);
            if (known != null) {
                isFound = known;
                continue;
            }
            for (Node next : graph.consumers(tensor)) {
                if (layers.containsKey(next) && next.input(0).equals(tensor)) {
                    isFound = true;
                } else if (passesOn(next) && seen.add(next.output())) {
                    way.add(next.output());
                }
            }
        }
        leads.put(start, isFound);
        return isFound;
    }

    private static boolean passesOn(Node node) {
        return node.domain().isEmpty()
                && (JOINING.contains(node.op())
                        || RESCALING.contains(node.op())
                        || MOVING.contains(node.op())
                        || CLIPPING.contains(node.op()));
    }

    /** The layers that compute with bytes. */
    Map<Node, WeightedLayer> layers() {
        return layers;
    }

    /** The tensors that become bytes. */
    Set<String> tensors() {
        return tensors;
    }

    /** The tensors whose ranges must be known; the others have the range of one of these. */
    Set<String> measured() {
        Set<String> measured = new LinkedHashSet<>();
        tensors.forEach(tensor -> measured.add(source(tensor)));
        return measured;
    }

    /** The tensor whose range this one has. */
    String source(String tensor) {
        return scaledLike.getOrDefault(tensor, tensor);
    }

    /** Whether an operator computes with bytes. */
    boolean isQuantised(Node node) {
        return layers.containsKey(node) || others.contains(node);
    }

    /** Whether a tensor of bytes comes out of an operator that computes with bytes, so that there are no floats of it. */
    boolean isMadeOfBytes(String tensor) {
        Node producer = graph.producer(tensor);
        if (producer != null && isClipping(producer) && !isQuantised(producer)) {
            producer = graph.producer(producer.input(0));
            return producer != null
                    && isQuantised(producer)
                    && settled(producer).equals(tensor);
        }
        return producer != null && isQuantised(producer);
    }
}
