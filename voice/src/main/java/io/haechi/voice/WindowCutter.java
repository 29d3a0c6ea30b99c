package io.haechi.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of samples into overlapping windows without holding more than one of them.
 *
 * <p>Windows begin every hop. Whatever is left at the end is heard in one last window that ends with the sound and so
 * overlaps its neighbour more. A sound shorter than a window is repeated until it fills one.
 */
final class WindowCutter {

    /** Takes a window: its samples, to keep, and the sample at which it begins. */
    @FunctionalInterface
    interface Sink {
        void window(float[] samples, long start);
    }

    private final int hop;
    private final float[] recent;
    private final Sink sink;
    /** The samples that the last shift dropped; the last window of the stream reaches back into them. */
    private float[] tail = new float[0];
    /** Samples in {@link #recent} that belong to the window being filled. */
    private int filled;
    /** Sample of the stream at which {@link #recent} begins. */
    private long start;
    /** End of the last window handed out. */
    private long heardTo;

    WindowCutter(WindowOptions options, Sink sink) {
        this.hop = options.hop();
        this.recent = new float[options.length()];
        this.sink = sink;
    }

    /** The first window of a whole sound. */
    static float[] first(float[] samples, WindowOptions options) {
        List<float[]> windows = new ArrayList<>();
        WindowCutter cutter = new WindowCutter(options, (window, _) -> windows.add(window));
        cutter.accept(samples, samples.length);
        cutter.finish();
        return windows.getFirst();
    }

    void accept(float[] samples, int count) {
        int taken = 0;
        while (taken < count) {
            int part = Math.min(count - taken, recent.length - filled);
            System.arraycopy(samples, taken, recent, filled, part);
            filled += part;
            taken += part;
            if (filled == recent.length) {
                sink.window(recent.clone(), start);
                heardTo = start + recent.length;
                tail = Arrays.copyOf(recent, hop);
                System.arraycopy(recent, hop, recent, 0, recent.length - hop);
                filled -= hop;
                start += hop;
            }
        }
    }

    /** Ends the stream: hands out what no window has covered yet. */
    void finish() {
        long end = start + filled;
        if (end == heardTo || end == 0) {
            return;
        }
        float[] last = new float[recent.length];
        if (heardTo == 0) {
            for (int i = 0; i < last.length; i++) {
                last[i] = recent[i % filled];
            }
            sink.window(last, 0);
            return;
        }
        int back = recent.length - filled;
        System.arraycopy(tail, tail.length - back, last, 0, back);
        System.arraycopy(recent, 0, last, back, filled);
        sink.window(last, end - recent.length);
    }
}
