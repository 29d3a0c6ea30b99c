package io.haechi.voice;

import java.util.List;

/**
 * The windows of a short sound and when each of their samples was heard; a sound shorter than a window is in it more than
 * once.
 *
 * @param samples the sound, at 16 kHz
 * @param options how it is cut
 * @param starts sample at which each window begins
 */
record ExcerptWindows(float[] samples, WindowOptions options, List<Long> starts) {

    int count() {
        return starts.size();
    }

    /** The samples of a window. */
    float[] window(int number) {
        float[] window = new float[options.length()];
        long start = starts.get(number);
        for (int i = 0; i < window.length; i++) {
            window[i] = samples[(int) ((start + i) % samples.length)];
        }
        return window;
    }

    /** When the sample of this number in a window was heard, in seconds from the beginning of the sound. */
    double seconds(int number, int sample) {
        return (double) ((starts.get(number) + sample) % samples.length) / Voice.SAMPLE_RATE;
    }

    /** Whether a patch lies in a window, wholly or in part. */
    boolean isTouched(int number, Patch patch) {
        if (samples.length < options.length()) {
            return true;
        }
        double start = (double) starts.get(number) / Voice.SAMPLE_RATE;
        return patch.startSeconds() < start + options.seconds() && patch.endSeconds() > start;
    }
}
