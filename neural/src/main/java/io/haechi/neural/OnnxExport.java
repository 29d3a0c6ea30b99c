package io.haechi.neural;

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
}
