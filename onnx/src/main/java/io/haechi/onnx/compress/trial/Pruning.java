package io.haechi.onnx.compress.trial;

import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.Scope;

/**
 * What pruning takes out of a model.
 *
 * @param unit whole channels, or single weights
 * @param schedule how much in the end, and, where the model is trained on meanwhile, when
 * @param scope whether every layer loses the share, or those lose most that matter least
 */
public record Pruning(Unit unit, Schedule schedule, Scope scope) {

    /** What is taken out at a time. */
    public enum Unit {
        /** Whole channels, units and heads: the graph shrinks. */
        CHANNEL,
        /** Single weights: they become zero. */
        WEIGHT
    }

    /** A quarter of every layer's channels, all at once. */
    public static final Pruning STANDARD = new Pruning(Unit.CHANNEL, new Schedule.OneShot(0.25), Scope.PER_LAYER);

    /** The share that is gone in the end, above 0 and below 1. */
    public double share() {
        return schedule.shareAt(1);
    }

    /** What its result is changed in, whether it was trained or not. */
    public Change change() {
        return unit == Unit.CHANNEL ? Change.CHANNELS : Change.ZEROS;
    }

    /** In words, such as {@code 25 % of the channels out}. */
    public String words() {
        String share = Math.round(100 * share()) + " % of the ";
        String where = scope == Scope.GLOBAL ? ", by one threshold over all layers" : "";
        return share + (unit == Unit.CHANNEL ? "channels out" : "weights set to zero") + where;
    }
}
