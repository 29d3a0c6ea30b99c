package io.haechi.neural.quantise;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Rounds tensors to the values that integers will stand for, but keeps them floats, so that PyTorch can train through it.
 *
 * <p>The derivative of rounding is zero nearly everywhere and would stop all learning. The straight-through estimator puts
 * one in its place: the result is written {@code x + constant}, the constant being what rounding changed, so that the
 * gradient passes unchanged. Where an activation lies beyond its range it is cut off first, and there the gradient is
 * zero, as it is for any clipping. A weight is never cut off: its scale follows the largest of its channel, and that scale
 * counts as a constant.
 *
 * <p>The sum is exact: what is rounded to a grid differs from its neighbour by at most half a step, and the difference of
 * two floats within a factor of two of each other is a float (Sterbenz, 1974). Training, validation and export therefore see
 * one number.
 */
public final class FakeQuantise {
    private FakeQuantise() {}

    /** An activation, rounded to the range's grid. */
    public static PtNDArray activation(PtNDArray x, RunningRange range) {
        PtNDArray inside = JniUtils.clip(x, range.lowest(), range.highest());
        PtNDArray constant = JniUtils.detachGradient(inside);
        PtNDArray rounded = (PtNDArray)
                JniUtils.round((PtNDArray) constant.div(range.scale())).mul(range.scale());
        return through(inside, constant, rounded);
    }

    /**
     * A layer's weights, rounded per output channel, which is their first axis.
     *
     * @param pass what the result and everything on the way to it is freed with
     */
    public static PtNDArray weights(PtNDArray weights, int bits, PtNDManager pass) {
        // A result belongs to the manager of the first operand, which must be the pass and not the weights'.
        PtNDArray mine = JniUtils.mul((PtNDArray) pass.create(1f), weights);
        PtNDArray constant = JniUtils.detachGradient(mine);
        PtNDArray rows = JniUtils.flatten(constant, 1, -1);
        PtNDArray largest = JniUtils.max(JniUtils.abs(rows), 1, true);
        PtNDArray scale = JniUtils.clip(
                (PtNDArray) largest.div((float) WeightCodes.levels(bits)),
                RunningRange.SMALLEST_SCALE,
                Float.MAX_VALUE);
        PtNDArray rounded = JniUtils.mul(JniUtils.round(JniUtils.div(rows, scale)), scale);
        return through(
                mine, constant, JniUtils.reshape(rounded, weights.getShape().getShape()));
    }

    /** The range of a tensor's values. */
    public static RunningRange range(PtNDArray x) {
        PtNDArray constant = JniUtils.detachGradient(x);
        return RunningRange.covering(
                JniUtils.min(constant).getFloat(), JniUtils.max(constant).getFloat());
    }

    private static PtNDArray through(PtNDArray x, PtNDArray constant, PtNDArray rounded) {
        return JniUtils.isGradMode() ? JniUtils.add(x, JniUtils.sub(rounded, constant)) : rounded;
    }
}
