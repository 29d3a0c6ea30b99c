package io.haechi.neural;

import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.WeightStorage;

/** Writes a trained network as an ONNX model. */
public final class OnnxExport {
    /** The operator set of the models it writes. */
    public static final int OPSET = 17;

    private OnnxExport() {}

    /**
     * The model: one input named {@code input}, one output named {@code output}.
     *
     * @param network the architecture
     * @param parameters as {@link Trainer} gave them
     * @param inputShape the input's sizes with the batch first; -1 where only known when the model runs
     * @param storage how to keep the weights in the file
     * @throws IllegalArgumentException if network, parameters and shape do not fit together
     */
    public static byte[] bytes(Network network, Parameters parameters, long[] inputShape, WeightStorage storage) {
        return OnnxWriter.write(Plan.of(network, inputShape), parameters, storage);
    }

    /**
     * The model with 8-bit integers: weights stored as bytes, biases as 32-bit integers, batch normalisation folded into them,
     * activations rounded to the ranges that training has found ({@code QuantizeLinear} and {@code DequantizeLinear}
     * pairs, which ONNX Runtime turns into integer kernels). It rounds what training has rounded; its answers differ from
     * the trainer's where a sum that PyTorch adds up in floats and the runtime in integers falls on another side of a half,
     * by a few steps of the last layer's input at most.
     *
     * @param parameters as a {@link Trainer} with {@link TrainingOptions#quantisation()} gave them, ranges among them
     * @param quantisation as in these options
     * @param storage how to keep the weights of layers that stay in float
     * @throws IllegalArgumentException if network, parameters and shape do not fit together, or a range has seen nothing
     */
    public static byte[] quantised(
            Network network,
            Parameters parameters,
            QuantisationAware quantisation,
            long[] inputShape,
            WeightStorage storage) {
        return OnnxWriter.write(Plan.of(network, quantisation, inputShape), parameters, storage);
    }
}
