package io.haechi.bench;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.MelFilters;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The log-mel spectrum as one writes it in Java with a good library: JTransforms' real transform in double precision
 * frame by frame, each band summed over the few bins it has, {@code Math.log10}. Same window, same filters and same
 * precision as {@link io.haechi.audio.features.LogMel}, one thread.
 */
final class JTransformsLogMel {
    private static final double FLOOR = 1e-10;

    private final FrameOptions options;
    private final MelFilters filters;
    private final DoubleFFT_1D fft;
    private final double[] window;

    JTransformsLogMel(FrameOptions options, int bands) {
        this.options = options;
        this.filters = new MelFilters(options.sampleRate(), options.windowLength(), bands);
        this.fft = new DoubleFFT_1D(options.windowLength());
        this.window = new double[options.windowLength()];
        for (int i = 0; i < window.length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length);
        }
    }

    /** Row-major {@code [bands][frames]}, in decibels. */
    float[] apply(float[] samples) {
        int frames = options.frames(samples.length);
        float[] picture = new float[filters.bands() * frames];
        double[] frame = new double[window.length];
        double[] power = new double[options.bins()];
        for (int f = 0; f < frames; f++) {
            cut(samples, f, frame);
            fft.realForward(frame);
            square(frame, power);
            for (int b = 0; b < filters.bands(); b++) {
                picture[b * frames + f] = (float) (10 * Math.log10(Math.max(FLOOR, sum(b, power))));
            }
        }
        return picture;
    }

    /** Only the windowed transforms of all frames: what nothing built on them can be faster than. */
    double transformsAlone(float[] samples) {
        int frames = options.frames(samples.length);
        double[] frame = new double[window.length];
        double kept = 0;
        for (int f = 0; f < frames; f++) {
            cut(samples, f, frame);
            fft.realForward(frame);
            kept += frame[2];
        }
        return kept;
    }

    private void cut(float[] samples, int f, double[] frame) {
        int start = f * options.hopLength() - window.length / 2;
        for (int i = 0; i < window.length; i++) {
            int at = start + i;
            frame[i] = at >= 0 && at < samples.length ? window[i] * samples[at] : 0;
        }
    }

    /** JTransforms packs the two real bins, the first and the last, into the first two places. */
    private static void square(double[] packed, double[] power) {
        int last = power.length - 1;
        power[0] = packed[0] * packed[0];
        power[last] = packed[1] * packed[1];
        for (int k = 1; k < last; k++) {
            power[k] = packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1];
        }
    }

    private double sum(int band, double[] power) {
        int first = filters.first(band);
        double sum = 0;
        for (int i = 0; i < filters.count(band); i++) {
            sum += filters.weight(band, i) * power[first + i];
        }
        return sum;
    }
}
