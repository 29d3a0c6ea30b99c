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
 * and a zero point for each tensor; products are added up in 32 bits. The graph says so by pairs of
 * {@code QuantizeLinear} and {@code DequantizeLinear} (QDQ), which ONNX Runtime, TensorRT and the mobile runtimes turn into
 * integer kernels. Conv, Gemm and MatMul with constant weights are quantised, and what lies between them where that saves
 * going to floats and back; LSTM, attention scores, normalisation and softmax stay floats. Layers that compute in floats for
 * the sake of speed, and those that have no integer kernel (LSTM, embedding tables, transposed convolutions), keep their
 * weights as bytes in the file and make them floats as the model is loaded.
 *
 * <p>Rounding a layer's weights shifts the mean of what it gives; with calibration examples at hand the shift is known and
 * taken from the bias. On EfficientNet-Lite0 that was worth 4.5 dB and 8 of 100 decisions, at no cost while running.
 *
 * <p>Biases of convolutions stay floats in the file: ONNX Runtime from 1.21 on makes 32-bit integers of them as it loads the
 * model, and TensorRT wants them so; as integers each would need a scale of its own beside it.
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
 * @param fewestWeights linear layers with fewer weights compute in floats: bytes are no faster there, and to make bytes of
 *     their input takes time. Measured with VNNI on one thread: 128 x 64 weights 0.7 to 0.9 times the speed of floats for 1
 *     to 16 rows, 256 x 128 weights 0.8 to 1.2 times, 512 x 256 weights 0.9 to 2.2 times
 * @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and training of neural networks for efficient
 *     integer-arithmetic-only inference, 2017</a>
 * @see <a href="https://arxiv.org/abs/1906.04721">Nagel et al., Data-free quantization through weight equalization and bias
 *     correction, 2019</a>
 * @see <a href="https://arxiv.org/abs/1806.08342">Krishnamoorthi, Quantizing deep convolutional networks, 2018</a>
 */
public record StaticQuantisation(RangeRule rule, LayerChoice layers, boolean isSevenBit, int fewestWeights) {
    /** DequantizeLinear has a scale for each channel since this operator set. */
    private static final int OLDEST_OPSET = 13;

    /** All layers, ranges from the least to the greatest value. */
    public static final StaticQuantisation STANDARD =
            new StaticQuantisation(new RangeRule.MinMax(), LayerChoice.ALL, false, 1 << 14);

    /** The same with this rule. */
    public StaticQuantisation withRule(RangeRule newRule) {
        return new StaticQuantisation(newRule, layers, isSevenBit, fewestWeights);
    }

    /** The same for these layers. */
    public StaticQuantisation withLayers(LayerChoice newLayers) {
        return new StaticQuantisation(rule, newLayers, isSevenBit, fewestWeights);
    }

    /** The same with linear layers in bytes from this many weights on. */
    public StaticQuantisation withFewestWeights(int newFewest) {
        return new StaticQuantisation(rule, layers, isSevenBit, newFewest);
    }

    /**
     * Quantises a graph with ranges measured on examples.
     *
     * @param examples inputs like those it will meet, by input name; a hundred or so are enough; read once or twice
     * @throws ModelException if the graph is quantised already, has nothing to quantise, its weights or what it computes
     *     on an example is not finite, or there is no example or one does not fit
     */
    public Graph apply(Graph graph, Iterable<Map<String, Tensor>> examples) {
        return apply(graph, calibration(graph, examples));
    }

    /**
     * Ranges of the tensors that would become bytes, and the means by which biases are corrected: calibrate once, quantise
     * often, also for any choice among these layers. Fails like {@link #apply(Graph, Iterable)}.
     */
    public Calibration calibration(Graph graph, Iterable<Map<String, Tensor>> examples) {
        Graph floats = FloatModel.of(graph, OLDEST_OPSET);
        QdqPlan plan = plan(floats);
        Map<String, Range> ranges = Calibrator.ranges(floats, plan.tensors(), examples, rule);
        return new Calibration(ranges, InputMeans.of(floats, plan.layers().values(), examples));
    }

    /**
     * Quantises a graph with ranges that are known, from quantisation-aware training for example; biases stay as they are.
     *
     * @param ranges by the names of tensors; those of tensors that do not become bytes are not looked at
     * @throws IllegalArgumentException if a range is missing
     * @throws ModelException if the graph cannot be quantised
     */
    public Graph apply(Graph graph, Map<String, Range> ranges) {
        return apply(graph, new Calibration(ranges, Map.of()));
    }

    /** Quantises a graph with what {@link #calibration} measured; fails like {@link #apply(Graph, Map)}. */
    public Graph apply(Graph graph, Calibration calibration) {
        Graph floats = FloatModel.of(graph, OLDEST_OPSET);
        QdqPlan plan = plan(floats);
        Set<String> missing = new TreeSet<>(plan.measured());
        missing.removeAll(calibration.ranges().keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Ranges are missing for the tensors " + missing);
        }
        int largest = isSevenBit ? Int8Weights.LARGEST_OF_SEVEN_BITS : Int8Weights.LARGEST;
        return StoredWeights.in(new QdqWriter(floats, plan, calibration, largest).write(), layers);
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
        return !new QdqPlan(FloatModel.of(graph, OLDEST_OPSET), layers, fewestWeights)
                .layers()
                .isEmpty();
    }

    private QdqPlan plan(Graph graph) {
        layers.check(graph);
        QdqPlan plan = new QdqPlan(graph, layers, fewestWeights);
        if (plan.layers().isEmpty()) {
            boolean isHidden = graph.everyNode().size() > graph.nodes().size();
            throw new ModelException("The model has no Conv, and no Gemm or MatMul of " + fewestWeights
                    + " constant weights or more, that bytes would make faster"
                    + (isHidden ? "; ranges inside If and Loop are not measured, so fix the input that decides" : ""));
        }
        return plan;
    }
}
