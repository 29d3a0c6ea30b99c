package io.haechi.neural;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.haechi.neural.Plan.Weight;
import io.haechi.onnx.compress.prune.MagnitudePruning;
import io.haechi.onnx.compress.prune.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps pruned weights at zero while the others train on. Every {@value #STEPS} steps the smallest of all matrices' weights
 * are chosen anew, as many as the schedule says by then; those that are zero already are the smallest, so they stay.
 *
 * <p>The masks are where the weights are zero, so a checkpoint need not hold them: a resumed training finds them again.
 */
final class Masks {
    private static final int STEPS = 32;

    private final List<Weight> weights;
    private final Schedule schedule;
    private final PtNDManager manager;
    private final Map<Weight, PtNDArray> masks = new LinkedHashMap<>();

    Masks(Plan plan, Schedule schedule, TorchNetwork live, PtNDManager manager) {
        this.weights = plan.weights().stream()
                .filter(weight -> weight.isTrained() && weight.decays())
                .toList();
        this.schedule = schedule;
        this.manager = manager;
        for (Weight weight : weights) {
            set(weight, live.array(weight).toFloatArray());
        }
    }

    /** After this step of so many, sets to zero what is pruned, in each of the networks. */
    void apply(long step, long steps, TorchNetwork live, TorchNetwork shown) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            if (chosenAt(step, steps) == step) {
                choose(live, share(step, steps));
            }
            for (Weight weight : weights) {
                live.array(weight).muli(mask(weight));
                if (shown != live) {
                    shown.array(weight).muli(mask(weight));
                }
            }
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Whether as much is pruned after this step of so many as there will ever be. */
    boolean areFinal(long step, long steps) {
        return share(step, steps) >= schedule.shareAt(1);
    }

    private double share(long step, long steps) {
        return schedule.shareAt((double) chosenAt(step, steps) / steps);
    }

    /** The step at which the masks of this step were chosen. */
    private static long chosenAt(long step, long steps) {
        return step == steps ? step : step - (step - 1) % STEPS;
    }

    private void choose(TorchNetwork live, double share) {
        Map<Weight, float[]> values = new LinkedHashMap<>();
        weights.forEach(weight -> values.put(weight, live.array(weight).toFloatArray()));
        MagnitudePruning.zeroSmallest(values.values(), share);
        values.forEach(this::set);
    }

    /** One where a value is not zero. */
    private void set(Weight weight, float... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == 0 ? 0 : 1;
        }
        PtNDArray old = masks.put(weight, TorchNetwork.array(manager, values, weight.shape()));
        if (old != null) {
            old.close();
        }
    }

    private PtNDArray mask(Weight weight) {
        PtNDArray mask = masks.get(weight);
        if (mask == null) {
            throw new IllegalStateException("No mask for " + weight.name());
        }
        return mask;
    }
}
