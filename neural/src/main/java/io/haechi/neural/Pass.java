package io.haechi.neural;

import ai.djl.pytorch.engine.PtNDArray;
import io.haechi.neural.quantise.QuantisationAware;
import org.jspecify.annotations.Nullable;

/**
 * How one run through a network in PyTorch differs from another.
 *
 * @param isLearning with dropout, and normalising by the batch instead of by running statistics unless these are frozen
 * @param isRounded whether values are rounded where the plan says
 * @param isFrozen whether running statistics and ranges stand still although it is learning
 * @param shown one for each frame that counts and zero for each that is padding, {@code [N, frames]}; null if all count
 */
record Pass(
        boolean isLearning,
        boolean isRounded,
        boolean isFrozen,
        @Nullable PtNDArray shown) {
    /** As the network will be run: no dropout, rounded if the plan says so, nothing moves. */
    static final Pass INFERENCE = new Pass(false, true, true);

    Pass(boolean isLearning, boolean isRounded, boolean isFrozen) {
        this(isLearning, isRounded, isFrozen, null);
    }

    /** The same, in which only these frames count. */
    Pass showing(PtNDArray frames) {
        return new Pass(isLearning, isRounded, isFrozen, frames);
    }

    /** A step of a training, counted from 0, of this many in all. */
    static Pass learning(@Nullable QuantisationAware quantisation, long step, long steps) {
        return quantisation == null
                ? new Pass(true, false, false)
                : new Pass(true, quantisation.isRounded(step, steps), quantisation.isFrozen(step, steps));
    }

    /** Whether statistics of the batch are used and remembered. */
    boolean isBatchCounted() {
        return isLearning && !isFrozen;
    }
}
