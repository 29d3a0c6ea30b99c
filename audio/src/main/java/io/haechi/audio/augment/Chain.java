package io.haechi.audio.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Augmentations one after another, each with the probability of its step, drawn anew for every clip.
 *
 * @param steps in the order in which they are applied
 */
public record Chain(List<Step> steps) implements Augmentation {

    /**
     * One augmentation and how often it is applied.
     *
     * @param probability 0 (never) to 1 (always)
     */
    public record Step(double probability, Augmentation augmentation) {
        public Step {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("Probability must be between 0 and 1, got " + probability);
            }
        }
    }

    public Chain {
        steps = List.copyOf(steps);
    }

    /** A chain of these steps. */
    public static Chain of(Step... steps) {
        return new Chain(List.of(steps));
    }

    /** A step for {@link #of}: {@code augmentation}, applied with this probability. */
    public static Step step(double probability, Augmentation augmentation) {
        return new Step(probability, augmentation);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float[] current = samples.clone();
        for (Step step : steps) {
            if (random.nextDouble() < step.probability()) {
                current = step.augmentation().apply(current, random);
            }
        }
        return current;
    }
}
