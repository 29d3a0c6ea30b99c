package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * Faster or slower, pitch and all, as a tape would be. The result has {@code round(length / factor)} samples. Values
 * between samples come from a Hann-windowed sinc of {@value #ZEROS} zeros a side, widened where the clip gets shorter so
 * that nothing aliases.
 *
 * @param minFactor least speed, 0.5 or more; 0.9 is a tenth slower
 * @param maxFactor greatest, {@code minFactor} to 2
 */
public record SpeedPerturb(double minFactor, double maxFactor) implements Augmentation {
    private static final int ZEROS = 16;
    private static final int PHASES = 256;

    public SpeedPerturb {
        Range.check("Speed", minFactor, maxFactor, 0.5, 2);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        return resample(samples, Range.draw(minFactor, maxFactor, random));
    }

    static float[] resample(float[] samples, double factor) {
        double cutoff = Math.min(1, 1 / factor);
        int reach = (int) Math.ceil(ZEROS / cutoff);
        float[][] kernels = kernels(cutoff, reach);
        float[] result = new float[(int) Math.round(samples.length / factor)];
        for (int i = 0; i < result.length; i++) {
            double at = i * factor;
            int left = (int) at;
            float[] kernel = kernels[(int) Math.round((at - left) * PHASES)];
            int first = left - reach + 1;
            float sum = 0;
            for (int k = Math.max(0, -first); k < kernel.length && first + k < samples.length; k++) {
                sum += kernel[k] * samples[first + k];
            }
            result[i] = sum;
        }
        return result;
    }

    private static float[][] kernels(double cutoff, int reach) {
        float[][] kernels = new float[PHASES + 1][2 * reach];
        for (int phase = 0; phase <= PHASES; phase++) {
            for (int k = 0; k < 2 * reach; k++) {
                double x = k - reach + 1 - (double) phase / PHASES;
                double window = Math.abs(x) >= reach ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x / reach);
                double angle = Math.PI * cutoff * x;
                kernels[phase][k] = (float) (window * cutoff * (x == 0 ? 1 : Math.sin(angle) / angle));
            }
        }
        return kernels;
    }
}
