package io.haechi.onnx.graph;

/**
 * What {@code Slice} takes along one axis.
 *
 * @param count how many places; {@link Sizes#FREE} if not known
 */
record Cut(long start, long step, long count) {

    /** The cut of an axis of this size; any of the numbers may be {@link Known#ANY}. */
    static Cut of(long size, long start, long end, long step) {
        if (size < 0 || start == Known.ANY || end == Known.ANY || step == Known.ANY || step == 0) {
            return new Cut(0, 0, Sizes.FREE);
        }
        boolean isForward = step > 0;
        long from = Math.clamp(start < 0 ? start + size : start, 0, isForward ? size : size - 1);
        long to = Math.clamp(end < 0 ? end + size : end, isForward ? 0 : -1, isForward ? size : size - 1);
        return new Cut(from, step, Math.max(0, Math.ceilDiv(to - from, step)));
    }

    /** What it takes of such numbers. */
    long[] taken(long... numbers) {
        long[] chosen = new long[(int) count];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = numbers[(int) (start + i * step)];
        }
        return chosen;
    }
}
