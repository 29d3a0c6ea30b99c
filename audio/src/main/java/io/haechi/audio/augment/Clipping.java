package io.haechi.audio.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A microphone turned up too far: the loudest share of the samples is cut off flat. Levels below stay as they are.
 *
 * @param minShare least share of samples that are cut, 0 or more
 * @param maxShare greatest, {@code minShare} to 0.9
 */
public record Clipping(double minShare, double maxShare) implements Augmentation {
    public Clipping {
        Range.check("Share of clipped samples", minShare, maxShare, 0, 0.9);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        double share = Range.draw(minShare, maxShare, random);
        float[] result = samples.clone();
        if (result.length == 0) {
            return result;
        }
        float[] sizes = new float[samples.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(samples[i]);
        }
        Arrays.sort(sizes);
        float ceiling = sizes[(int) Math.min(sizes.length - 1.0, (1 - share) * sizes.length)];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(-ceiling, Math.min(ceiling, result[i]));
        }
        return result;
    }
}
