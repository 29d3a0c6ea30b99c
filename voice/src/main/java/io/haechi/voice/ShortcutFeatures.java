package io.haechi.voice;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import java.util.Arrays;
import java.util.List;

/**
 * What a model sees that does not listen: how long, how loud, how silent, how wide a recording is.
 *
 * <p>Fed block by block; a few numbers in all. One instance per recording and channel.
 */
public final class ShortcutFeatures {
    /** The features' names, in the order of {@link #values()}. */
    public static final List<String> NAMES = List.of("duration", "loudness", "peak", "silence", "bandwidth", "tilt");

    private static final LogMel PICTURE = new LogMel(FrameOptions.SPEECH, 64);
    private static final double SILENCE_DECIBELS = -50;
    /** A band this far below the loudest one is taken to be empty. */
    private static final double EMPTY_DECIBELS = 45;

    private final double[] power = new double[PICTURE.bands()];
    private long samples;
    private long frames;
    private long silent;
    private double energy;
    private double peak;

    public ShortcutFeatures() {}

    /** Takes the next samples, mono at 16 kHz. */
    public void accept(float[] block, int count) {
        samples += count;
        int frame = Voice.SAMPLE_RATE / 50;
        for (int start = 0; start < count; start += frame) {
            int end = Math.min(start + frame, count);
            double sum = 0;
            for (int i = start; i < end; i++) {
                sum += block[i] * block[i];
                peak = Math.max(peak, Math.abs(block[i]));
            }
            energy += sum;
            frames++;
            silent += decibels(sum / (end - start)) < SILENCE_DECIBELS ? 1 : 0;
        }
        if (count > 0) {
            float[] picture = PICTURE.apply(block, 0, count);
            int columns = PICTURE.frames(count);
            for (int band = 0; band < power.length; band++) {
                for (int t = 0; t < columns; t++) {
                    power[band] += Math.pow(10, picture[band * columns + t] / 10);
                }
            }
        }
    }

    /** Seconds, dBFS, dBFS, share of silent frames, highest band in use (of 64), upper against lower half in dB. */
    public double[] values() {
        double loudest = Arrays.stream(power).max().orElse(0);
        int highest = 0;
        double low = 1e-12;
        double high = 1e-12;
        for (int band = 0; band < power.length; band++) {
            if (power[band] > loudest * Math.pow(10, -EMPTY_DECIBELS / 10)) {
                highest = band;
            }
            if (band < power.length / 2) {
                low += power[band];
            } else {
                high += power[band];
            }
        }
        return new double[] {
            (double) samples / Voice.SAMPLE_RATE,
            decibels(energy / Math.max(1, samples)),
            decibels(peak * peak),
            (double) silent / Math.max(1, frames),
            highest,
            decibels(high) - decibels(low)
        };
    }

    private static double decibels(double power) {
        return 10 * Math.log10(power + 1e-12);
    }
}
