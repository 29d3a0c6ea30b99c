package io.haechi.onnx.compress.quantise;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a plan into the graph, as pairs of QuantizeLinear and DequantizeLinear that the runtime fuses with what is between. */
final class QdqWriter {
    /** The part of the 32-bit range that a bias may use, so that products have room beside it. */
    private static final double LARGEST_BIAS = 1 << 30;

    private final Graph graph;
    private final QdqPlan plan;
    private final Calibration calibration;
    private final int largestWeight;
    private final GraphEdit edit;
    private final SharedConstants constants;
    private final Map<Node, Node> changed = new LinkedHashMap<>();
    private final Map<String, String> dequantised = new HashMap<>();

    QdqWriter(Graph graph, QdqPlan plan, Calibration calibration, int largestWeight) {
        this.graph = graph;
        this.plan = plan;
        this.calibration = calibration;
        this.largestWeight = largestWeight;
        this.edit = graph.edit();
        this.constants = new SharedConstants(edit);
    }

    Graph write() {
        plan.tensors().forEach(this::pair);
        for (Node node : graph.nodes()) {
            rewire(node);
        }
        plan.layers().values().forEach(this::quantise);
        changed.forEach(edit::replace);
        return edit.build();
    }

    private Range range(String tensor) {
        String source = plan.source(tensor);
        return Objects.requireNonNull(calibration.ranges().get(source), source);
    }

    /** Quantises a tensor and dequantises it again; an output of the model keeps its name, its maker's float gets another. */
    private void pair(String tensor) {
        String raw = tensor;
        String back = edit.fresh("d");
        Node producer = graph.producer(tensor);
        if (graph.isOutput(tensor) && producer != null && plan.isMadeOfBytes(tensor)) {
            raw = edit.fresh(tensor + "_raw");
            back = tensor;
            String moved = raw;
            changed.put(
                    producer,
                    producer.withOutputs(producer.outputs().stream()
                            .map(output -> output.equals(tensor) ? moved : output)
                            .toList()));
        }
        quantised(raw, back, tensor);
        dequantised.put(tensor, back);
    }

    /** Quantises and dequantises with the range of a tensor. */
    private void quantised(String raw, String back, String ranged) {
        Range range = range(ranged);
        String bytes = edit.fresh("q");
        String scale = constants.scale(range.scale());
        String zero = constants.zeroPoint(range.zeroPoint());
        edit.add(Node.nameless("QuantizeLinear", List.of(raw, scale, zero), bytes, Map.of()));
        edit.add(Node.nameless("DequantizeLinear", List.of(bytes, scale, zero), back, Map.of()));
    }

    private void rewire(Node node) {
        List<String> inputs = new ArrayList<>(node.inputs());
        // A tensor that somebody computes in floats stays exact for those who take floats.
        inputs.replaceAll(input ->
                plan.isQuantised(node) || plan.isMadeOfBytes(input) ? dequantised.getOrDefault(input, input) : input);
        if (!inputs.equals(node.inputs())) {
            changed.put(node, changed.getOrDefault(node, node).withInputs(inputs));
        }
    }

    private void quantise(WeightedLayer original) {
        WeightedLayer layer = plan.isMadeOfBytes(original.node().input(0)) ? original : original.withWholeWords();
        Node node = layer.node();
        float inputScale = range(node.input(0)).scale();
        float[] scales = Int8Weights.scales(layer.weights(), layer.dims(), layer.axis(), largestWeight);
        float[] bias = layer.bias();
        if (bias != null) {
            makeRoom(scales, bias, inputScale);
        }
        Int8Weights weights = Int8Weights.of(layer.weights(), layer.dims(), layer.axis(), scales);
        Node now = changed.getOrDefault(node, node);
        List<String> inputs = new ArrayList<>();
        inputs.add(layer.dims()[1] > original.dims()[1] ? widened(layer, original) : now.input(0));
        String scale = constants.scales(Constant.of(scales, scales.length));
        inputs.add(dequantised(List.of(constants.weights(weights.values()), scale), layer.axis()));
        float[] means = calibration.means().get(node.input(0));
        if (means != null && layer.takesShift()) {
            bias = corrected(bias, layer.shifts(weights, means));
        }
        if (bias != null) {
            inputs.add(
                    node.is("Conv") ? constants.bias(Constant.of(bias, bias.length)) : bias(bias, scales, inputScale));
        }
        changed.put(node, plain(now.withInputs(inputs)));
    }

    /** The input of a convolution with channels of zeros behind its own, as bytes and back. */
    private String widened(WeightedLayer layer, WeightedLayer original) {
        long[] pads = new long[2 * layer.dims().length];
        pads[layer.dims().length + 1] = layer.dims()[1] - original.dims()[1];
        String tensor = layer.node().input(0);
        String ends = constants.sizes(Constant.of(pads, pads.length));
        String wide = edit.add("Pad", tensor + "_wide", List.of(tensor, ends), Map.of());
        String back = edit.fresh("d");
        quantised(wide, back, tensor);
        return back;
    }

    /** Alpha and beta are in the weights and the bias now. */
    private static Node plain(Node node) {
        return node.is("Gemm") ? node.with("alpha", 1f).with("beta", 1f) : node;
    }

    /**
     * Widens the scale of a channel whose bias would not fit in 32 bits at the scale {@code input * weights}: its weights are
     * so small beside the bias that they may be coarse.
     */
    private static void makeRoom(float[] scales, float[] bias, float inputScale) {
        for (int c = 0; c < scales.length; c++) {
            float needed = (float) (Math.abs(bias[c]) / LARGEST_BIAS / inputScale);
            scales[c] = Math.max(scales[c], needed);
        }
    }

    /** The bias less the shifts that rounding brings. */
    private static float[] corrected(float @Nullable [] bias, double... shifts) {
        float[] corrected = new float[shifts.length];
        for (int c = 0; c < corrected.length; c++) {
            corrected[c] = (float) ((bias == null ? 0 : bias[c]) - shifts[c]);
        }
        return corrected;
    }

    /** The runtime does this itself for a convolution whose bias is left as it is, but not for a Gemm. */
    private String bias(float[] bias, float[] scales, float inputScale) {
        float[] products = new float[bias.length];
        int[] values = new int[bias.length];
        for (int c = 0; c < bias.length; c++) {
            products[c] = inputScale * scales[c];
            values[c] = (int) Math.rint(bias[c] / (double) products[c]);
        }
        String bytes = constants.bias(Constant.of(values, values.length));
        return dequantised(List.of(bytes, constants.scales(Constant.of(products, products.length))), 0);
    }

    private String dequantised(List<String> inputs, int axis) {
        String back = edit.fresh("d");
        edit.add(Node.nameless("DequantizeLinear", inputs, back, Map.of("axis", axis)));
        return back;
    }
}
