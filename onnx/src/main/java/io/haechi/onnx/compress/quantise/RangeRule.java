package io.haechi.onnx.compress.quantise;

/**
 * How the range of a tensor is chosen from the values that it took on the calibration examples.
 *
 * <p>A wide range loses nothing at its ends and resolves the middle coarsely; a narrow one the other way round. Which is
 * better depends on the network: try {@link MinMax} first, the others where a few outliers make the rest coarse
 * (Transformers, networks without BatchNorm), and let the accuracy decide. All but MinMax read the examples twice, the
 * second time into histograms.
 *
 * @see <a href="https://arxiv.org/abs/2004.09602">Wu et al., Integer quantization for deep learning inference, 2020</a>
 */
public sealed interface RangeRule {

    /** From the least to the greatest value seen. Right for few examples, and for tensors without outliers. */
    record MinMax() implements RangeRule {}

    /**
     * Leaves this share of the values outside, half of it on each side that has any.
     *
     * @param outside 0 to 0.5, such as 1e-5
     */
    record Percentile(double outside) implements RangeRule {
        public Percentile {
            if (!(outside >= 0 && outside <= 0.5)) {
                throw new IllegalArgumentException("The share left outside must be between 0 and 0.5, got " + outside);
            }
        }
    }

    /**
     * Clips where the distribution of the quantised values tells least apart from the original one, by the
     * Kullback-Leibler divergence. Made for the convolutions of picture
     * networks; give it a hundred examples or more, or the noise in the counts will keep it from clipping.
     *
     * @see <a href="https://on-demand.gputechconf.com/gtc/2017/presentation/s7310-8-bit-inference-with-tensorrt.pdf">
     *     Migacz, 8-bit inference with TensorRT, 2017</a>
     */
    record Entropy() implements RangeRule {}

    /** The range with the least mean squared error between values and what is left of them. */
    record LeastSquares() implements RangeRule {}
}
