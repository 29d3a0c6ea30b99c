package io.haechi.neural.quantise;

/**
 * How to train a network so that it can be run with 8-bit integers.
 *
 * <p><b>What it does.</b> In every forward pass weights and activations are rounded to the very values that the integers
 * will stand for; gradients pass through the rounding as if it were not there (the straight-through estimator, Bengio et
 * al., 2013). The weights stay floats and are moved as ever, but towards a place from which rounding does little harm.
 * Weights are rounded symmetrically per output channel, activations to an unsigned grid between the smallest and the
 * largest value seen, both averaged over the steps (Jacob et al., 2018); zero is always exact, since padding and rectifiers
 * make many of them. After {@code freezeShare} of the steps the running statistics of batch normalisation and all ranges
 * stand still, so that the last part of the training trains exactly what will be exported, normalisation folded into the
 * weights (Krishnamoorthi, 2018). Because each output channel has a weight scale of its own, folding only stretches that
 * scale, and no second convolution is needed to train with folded weights.
 *
 * <p><b>What is rounded.</b> Weights, inputs and outputs of {@code Conv2d}; weights and inputs of {@code Dense} from 256
 * weights on, and its outputs where they feed another such layer; residual additions and average pools between such layers.
 * Everything else (LSTM, attention, squeeze and excitation, normalisation that follows no convolution) stays in float, and
 * so does the answer of a last dense layer, since its steps would be the resolution of the probability.
 *
 * <p><b>When it pays.</b> Where rounding after training costs more than can be afforded: small networks, weights of fewer
 * than eight bits, channels with very different ranges. Start from a trained network with a tenth to a hundredth of its
 * learning rate and a few epochs. <b>When not.</b> Where post-training quantisation already loses less than the
 * measurement can tell (large convolutional networks, mostly), or where the time goes into layers that stay in float: it
 * needs the training data and makes every step up to twice as long. It is not available for what was not trained here.
 *
 * @param startShare share of all steps after which rounding begins, 0 to below 1; before that the ranges are only
 *     watched. 0 for a network that is already trained. Validation always measures the rounded network
 * @param freezeShare share of all steps after which batch normalisation and ranges stand still, 0 to 1; 1 never freezes
 * @param momentum how much of a range a step keeps, 0 to below 1: 0.99 forgets a batch over some hundred steps. The first
 *     batch sets the range
 * @param weightBits 2 to 8. 8 but for trials, and 7 where the processor adds pairs of products in 16 bits (x86 without
 *     VNNI) and would saturate. Fewer do not make the file smaller: the integers are stored as bytes
 * @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and training of neural networks for efficient
 *     integer-arithmetic-only inference, 2018</a>
 * @see <a href="https://arxiv.org/abs/1806.08342">Krishnamoorthi, Quantizing deep convolutional networks for efficient
 *     inference, 2018</a>
 * @see <a href="https://arxiv.org/abs/1308.3432">Bengio et al., Estimating or propagating gradients through stochastic
 *     neurons, 2013</a>
 */
public record QuantisationAware(double startShare, double freezeShare, double momentum, int weightBits) {

    /** For a network that is already trained: at once, frozen for the last third, momentum 0.99, eight bits. */
    public static final QuantisationAware FINE_TUNING = new QuantisationAware(0, 0.67, 0.99, 8);

    public QuantisationAware {
        if (!(startShare >= 0 && startShare < 1)) {
            throw new IllegalArgumentException(
                    "The share of steps before rounding must be at least 0 and below 1, got " + startShare);
        }
        if (!(freezeShare >= 0 && freezeShare <= 1)) {
            throw new IllegalArgumentException(
                    "The share of steps before freezing must be between 0 and 1, got " + freezeShare);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("Momentum of ranges must be at least 0 and below 1, got " + momentum);
        }
        WeightCodes.requireBits(weightBits);
    }

    /** Whether a step, counted from 0, of this many in all is rounded. */
    public boolean isRounded(long step, long steps) {
        return step >= startShare * steps;
    }

    /**
     * Whether normalisation and ranges stand still in a step, counted from 0, of this many in all. The first step never
     * does: without it there would be no ranges.
     */
    public boolean isFrozen(long step, long steps) {
        return step > 0 && step >= freezeShare * steps;
    }
}
