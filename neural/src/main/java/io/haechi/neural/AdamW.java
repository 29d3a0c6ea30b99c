package io.haechi.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.haechi.neural.Plan.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019), β 0.9 and 0.999, ε 1e-8, its moments in our hands so that a
 * checkpoint can hold them. Decay pulls at matrices only. Also keeps the exponential moving average of the weights.
 *
 * <p>For gradient g at step t: {@code m = β1 m + (1-β1) g; v = β2 v + (1-β2) g²;
 * w -= η λ w; w -= η √(1-β2^t) / (1-β1^t) · m / (√v + ε)}.
 */
final class AdamW {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final List<Weight> weights;
    private final TrainingOptions options;
    private final Map<String, PtNDArray> means = new LinkedHashMap<>();
    private final Map<String, PtNDArray> squares = new LinkedHashMap<>();

    /** A fresh one, or one with the moments of a checkpoint. */
    AdamW(Plan plan, TrainingOptions options, Checkpoint.Moments moments, PtNDManager manager) {
        this.weights = plan.weights().stream().filter(options::moves).toList();
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("The trunk, which learns at rate 0, is the whole network \""
                    + plan.network().name() + "\": nothing would learn");
        }
        this.options = options;
        for (Weight weight : weights) {
            means.put(weight.name(), start(moments.means(), weight, manager));
            squares.put(weight.name(), start(moments.squares(), weight, manager));
        }
    }

    private static PtNDArray start(Parameters from, Weight weight, PtNDManager manager) {
        return TorchNetwork.array(manager, from.get(weight.name()).values(), weight.shape());
    }

    /** Moves the network's weights by the gradients that a backward pass has left, and clears these. */
    void step(TorchNetwork network, long step, double rate, PtNDManager manager) {
        List<PtNDArray> gradients = new ArrayList<>();
        double squared = 0;
        for (Weight weight : weights) {
            PtNDArray gradient = JniUtils.getGradient(network.array(weight));
            gradient.attach(manager);
            gradients.add(gradient);
            if (options.gradientNorm() > 0) {
                double norm = ((NDArray) gradient).norm().getFloat();
                squared += norm * norm;
            }
        }
        double norm = Math.sqrt(squared);
        float rescale = options.gradientNorm() > 0 && norm > options.gradientNorm()
                ? (float) (options.gradientNorm() / norm)
                : 1;
        double corrected = rate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
        for (int i = 0; i < weights.size(); i++) {
            Weight weight = weights.get(i);
            double share = options.shareOfRate(weight.name());
            JniUtils.adamUpdate(
                    network.array(weight),
                    gradients.get(i),
                    moment(means, weight),
                    moment(squares, weight),
                    (float) (share * rate),
                    (float) (share * corrected),
                    weight.decays() ? (float) options.weightDecay() : 0,
                    rescale,
                    -1,
                    (float) BETA_1,
                    (float) BETA_2,
                    EPSILON,
                    true);
            JniUtils.zeroGrad(network.array(weight));
        }
    }

    /** Moves the averaged weights towards the present ones; in the first steps faster, so that the start is forgotten. */
    void average(TorchNetwork from, TorchNetwork into, long step) {
        double keep = Math.min(options.averaging(), (1.0 + step) / (10.0 + step));
        for (Weight weight : weights) {
            PtNDArray averaged = into.array(weight);
            averaged.muli(keep);
            try (NDArray part = from.array(weight).mul(1 - keep)) {
                averaged.addi(part);
            }
        }
    }

    Checkpoint.Moments moments() {
        return new Checkpoint.Moments(values(means), values(squares));
    }

    private Parameters values(Map<String, PtNDArray> moments) {
        Map<String, Parameters.Value> values = new LinkedHashMap<>();
        for (Weight weight : weights) {
            values.put(
                    weight.name(),
                    new Parameters.Value(weight.shape(), moment(moments, weight).toFloatArray()));
        }
        return new Parameters(values);
    }

    private static PtNDArray moment(Map<String, PtNDArray> moments, Weight weight) {
        PtNDArray moment = moments.get(weight.name());
        if (moment == null) {
            throw new IllegalStateException("No moment for " + weight.name());
        }
        return moment;
    }
}
