package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Full-integer quantisation: weights <em>and</em> activations as bytes, with ranges that were measured before.
 *
 * <p>Weights become signed bytes, symmetric, with a scale for each output channel; activations unsigned bytes with a scale
 * and a zero point for each tensor; biases 32-bit integers with the scale of the products. The graph says so by pairs of
 * {@code QuantizeLinear} and {@code DequantizeLinear} (QDQ), which ONNX Runtime, TensorRT and the mobile runtimes turn into
 * integer kernels. Conv, Gemm and MatMul with constant weights are quantised, and what lies between them where that saves
 * going to floats and back; LSTM, attention scores, normalisation and softmax stay floats.
 *
 * <p><b>Pays</b> for convolutional networks: a quarter of the bytes, and several times the speed where the processor
 * multiplies bytes (AVX-512 VNNI, AVX-VNNI, AMX, ARM dot product). <b>Does not pay</b> for tiny layers, for networks
 * where most of the time goes elsewhere, and where some activations have outliers hundreds of times as large as the rest;
 * see {@link RangeRule}, {@link LayerErrors} and {@link MixedPrecision}. A BatchNormalization between Conv and Relu keeps
 * both apart: fold it first. MaxPool of bytes is slow in ONNX Runtime unless a convolution comes directly before it.
 *
 * @param rule how ranges are chosen from what calibration saw
 * @param layers what may be quantised
 * @param isSevenBit whether weights use 7 of their 8 bits, for processors with AVX2 or AVX-512 but no VNNI, which
 *     otherwise saturate without a word when they add two products in 16 bits
 * @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and training of neural networks for efficient
 *     integer-arithmetic-only inference, 2017</a>
 * @see <a href="https://arxiv.org/abs/1806.08342">Krishnamoorthi, Quantizing deep convolutional networks, 2018</a>
 */
public record StaticQuantisation(RangeRule rule, LayerChoice layers, boolean isSevenBit) {
    /** DequantizeLinear has a scale for each channel since this operator set. */
    private static final int OLDEST_OPSET = 13;

    /** All layers, ranges from the least to the greatest value. */
    public static final StaticQuantisation STANDARD =
            new StaticQuantisation(new RangeRule.MinMax(), LayerChoice.ALL, false);

    /** The same with this rule. */
    public StaticQuantisation withRule(RangeRule newRule) {
        return new StaticQuantisation(newRule, layers, isSevenBit);
    }

    /** The same for these layers. */
    public StaticQuantisation withLayers(LayerChoice newLayers) {
        return new StaticQuantisation(rule, newLayers, isSevenBit);
    }

    /**
     * Quantises a graph with ranges measured on examples.
     *
     * @param examples inputs like those it will meet, by input name; a hundred or so are enough; read once or twice
     * @throws ModelException if the graph is quantised already, has nothing to quantise, its weights or what it computes
     *     on an example is not finite, or there is no example or one does not fit
     */
    public Graph apply(Graph graph, Iterable<Map<String, Tensor>> examples) {
        return apply(graph, ranges(graph, examples));
    }

    /**
     * Ranges of the tensors that would become bytes: calibrate once, quantise often, also for any choice among these layers.
     * Fails like {@link #apply}.
     */
    public Map<String, Range> ranges(Graph graph, Iterable<Map<String, Tensor>> examples) {
        Graph floats = FloatModel.of(graph, OLDEST_OPSET);
        return Calibrator.ranges(floats, plan(floats).tensors(), examples, rule);
    }

    /**
     * Quantises a graph with ranges that are known, from {@link #ranges} or from quantisation-aware training.
     *
     * @param ranges by the names of tensors; those of tensors that do not become bytes are not looked at
     * @throws IllegalArgumentException if a range is missing
     * @throws ModelException if the graph cannot be quantised
     */
    public Graph apply(Graph graph, Map<String, Range> ranges) {
        Graph floats = FloatModel.of(graph, OLDEST_OPSET);
        QdqPlan plan = plan(floats);
        Set<String> missing = new TreeSet<>(plan.measured());
        missing.removeAll(ranges.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Ranges are missing for the tensors " + missing);
        }
        int largest = isSevenBit ? Int8Weights.LARGEST_OF_SEVEN_BITS : Int8Weights.LARGEST;
        return new QdqWriter(floats, plan, ranges, largest).write();
    }

    /** The names of the layers that would be quantised: those with weights, which the others follow. */
    public List<String> candidates(Graph graph) {
        return plan(FloatModel.of(graph, OLDEST_OPSET)).layers().keySet().stream()
                .map(LayerChoice::nameOf)
                .toList();
    }

    /** Whether there is any layer that would be quantised. */
    boolean hasLayers(Graph graph) {
        layers.check(graph);
        return !new QdqPlan(FloatModel.of(graph, OLDEST_OPSET), layers).layers().isEmpty();
    }

    private QdqPlan plan(Graph graph) {
        layers.check(graph);
        QdqPlan plan = new QdqPlan(graph, layers);
        if (plan.layers().isEmpty()) {
            throw new ModelException("The model has no Conv, Gemm or MatMul with constant weights to quantise");
        }
        return plan;
    }
}
