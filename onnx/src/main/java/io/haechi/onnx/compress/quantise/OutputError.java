package io.haechi.onnx.compress.quantise;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.Map;
import java.util.Set;

/**
 * How far the answers of a compressed model are from those of the model that it was made of, over all float outputs.
 *
 * @param cosine of the angle between both, 1 if they have one direction
 * @param decibels ten times the logarithm of the power of the original's answers over that of the differences; infinite if
 *     they are the same, not a number if one of them is not
 */
public record OutputError(double cosine, double decibels) {

    /**
     * Runs both models on examples and compares what they answer.
     *
     * @throws io.haechi.core.ModelException if a model fails, or they answer with different sizes
     */
    public static OutputError between(byte[] original, byte[] compressed, Iterable<Map<String, Tensor>> examples) {
        Difference difference = new Difference();
        try (OnnxRunner one = OnnxRunner.open(original, 1);
                OnnxRunner other = OnnxRunner.open(compressed, 1)) {
            Set<String> outputs = one.floatOutputs();
            for (Map<String, Tensor> example : examples) {
                Map<String, Tensor> got = other.run(example, outputs);
                one.run(example, outputs)
                        .forEach((output, values) -> difference.add(
                                values.floats(), Activations.get(got, output).floats()));
            }
        }
        return new OutputError(difference.cosine(), difference.decibels());
    }
}
