package io.haechi.neural;

import io.haechi.neural.Plan.Step;
import io.haechi.neural.quantise.RunningRange;
import io.haechi.neural.quantise.WeightCodes;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.WeightStorage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ONNX nodes of layers that run with integers, in the form that runtimes recognise (QDQ): the operators stay those of
 * floats, and pairs of {@code QuantizeLinear} and {@code DequantizeLinear} around them say what the integers are.
 *
 * <p>Batch normalisation behind a layer is folded into its weights and bias: {@code y = γ(Wx+b-μ)/σ+β = W'x+b'}. Each output
 * channel of W' is that of W times a number, and so are its scale and its codes, which makes W' as training has rounded W.
 */
final class OnnxIntegers {
    /** The largest bias, in steps; half of what 32 bits can say, so that products have room beside it. */
    private static final float LARGEST_BIAS = 1 << 30;

    private final GraphBuilder graph;
    private final Plan plan;
    private final Parameters parameters;

    OnnxIntegers(GraphBuilder graph, Plan plan, Parameters parameters) {
        this.graph = graph;
        this.plan = plan;
        this.parameters = parameters;
    }

    /** The tensor rounded to the range of this name; as it is if there is no name. */
    String rounded(String x, @Nullable String name) {
        if (name == null) {
            return x;
        }
        RunningRange range = range(name);
        String scale = exact(name + "_scale", new float[] {range.scale()});
        String zero = graph.unsignedBytes(name + "_zero", new byte[] {(byte) range.zeroPoint()});
        String bytes = graph.node("QuantizeLinear", List.of(x, scale, zero), Map.of());
        return graph.node("DequantizeLinear", List.of(bytes, scale, zero), Map.of());
    }

    /** Whether rounding to this range sets what is negative to zero, so that no rectifier is needed before it. */
    boolean rectifies(@Nullable String name) {
        return name != null && range(name).zeroPoint() == 0;
    }

    /** The operator with this layer's integer weights and bias, folded; the output channels are the weights' first axis. */
    String layer(Step step, String op, Map<String, Object> attributes, String x) {
        Folded folded = folded(step);
        WeightCodes codes = codes(step, folded);
        String weights = weights(step, codes.codes(), codes.scales(), 0, folded.shape());
        return graph.node(
                op,
                folded.bias() == null
                        ? List.of(x, weights)
                        : List.of(x, weights, bias(step, folded.bias(), codes.scales())),
                attributes);
    }

    /** A dense layer over a sequence: a product with the weights turned, {@code [in, out]}, then the bias in float. */
    String product(Step step, String x) {
        Folded folded = folded(step);
        byte[] codes = codes(step, folded).codes();
        int rows = (int) folded.shape()[0];
        int columns = (int) folded.shape()[1];
        byte[] turned = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            turned[i % columns * rows + i / columns] = codes[i];
        }
        String weights = weights(step, turned, codes(step, folded).scales(), 1, columns, rows);
        String product = graph.node("MatMul", List.of(x, weights), Map.of());
        float[] bias = Objects.requireNonNull(folded.bias());
        return graph.node("Add", List.of(product, exact(step.name("bias"), bias, rows)), Map.of());
    }

    /** Weights and bias with the normalisation behind them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Folded(long[] shape, float[] weights, float @Nullable [] bias) {}

    private Folded folded(Step step) {
        Parameters.Value kept = parameters.get(step.name("weight"));
        float[] weights = kept.values().clone();
        boolean hasBias = parameters.values().containsKey(step.name("bias"));
        float[] bias = hasBias ? values(step, "bias").clone() : null;
        Step norm = plan.sites().norm(step);
        if (norm == null) {
            return new Folded(kept.shape(), weights, bias);
        }
        int channels = (int) kept.shape()[0];
        float[] shifted = new float[channels];
        for (int c = 0; c < channels; c++) {
            double factor = values(norm, "scale")[c] / Math.sqrt(values(norm, "variance")[c] + TorchNetwork.EPSILON);
            shifted[c] = (float)
                    (((bias == null ? 0 : bias[c]) - values(norm, "mean")[c]) * factor + values(norm, "shift")[c]);
            int size = weights.length / channels;
            for (int i = c * size; i < (c + 1) * size; i++) {
                weights[i] = (float) (weights[i] * factor);
            }
        }
        return new Folded(kept.shape(), weights, shifted);
    }

    /** The codes; a channel whose bias would not fit into 32 bits gets a coarser scale, its weights being as good as zero. */
    private WeightCodes codes(Step step, Folded folded) {
        float input = range(plan.sites().incoming(step)).scale();
        float[] least = new float[(int) folded.shape()[0]];
        for (int c = 0; c < least.length && folded.bias() != null; c++) {
            least[c] = Math.abs(folded.bias()[c]) / LARGEST_BIAS / input;
        }
        int bits = Objects.requireNonNull(plan.quantisation()).weightBits();
        return WeightCodes.of(folded.weights(), least, bits);
    }

    private String weights(Step step, byte[] codes, float[] scales, int axis, long... shape) {
        String name = step.name("weight");
        return graph.node(
                "DequantizeLinear",
                List.of(
                        graph.signedBytes(name, codes, shape),
                        exact(name + "_scale", scales, scales.length),
                        graph.signedBytes(name + "_zero", new byte[scales.length], scales.length)),
                Map.of("axis", axis));
    }

    private String bias(Step step, float[] bias, float[] scales) {
        float input = range(plan.sites().incoming(step)).scale();
        int[] codes = new int[bias.length];
        float[] products = new float[bias.length];
        for (int c = 0; c < bias.length; c++) {
            products[c] = input * scales[c];
            codes[c] = (int) Math.rint((double) bias[c] / products[c]);
        }
        String name = step.name("bias");
        return graph.node(
                "DequantizeLinear",
                List.of(graph.constant(name, codes, codes.length), exact(name + "_scale", products, products.length)),
                Map.of("axis", 0));
    }

    private RunningRange range(String name) {
        float[] bounds = parameters.get(name).values();
        RunningRange range = new RunningRange(bounds[0], bounds[1]);
        if (range.isEmpty()) {
            throw new IllegalArgumentException("The range " + name
                    + " has never seen anything but zero; train with quantisation before exporting with it");
        }
        return range;
    }

    private float[] values(Step step, String name) {
        return parameters.get(step.name(name)).values();
    }

    /** A constant that is never stored with fewer digits. */
    private String exact(String hint, float[] values, long... shape) {
        WeightStorage storage = graph.storage();
        graph.store(WeightStorage.FLOAT32);
        String name = graph.constant(hint, values, shape);
        graph.store(storage);
        return name;
    }
}
