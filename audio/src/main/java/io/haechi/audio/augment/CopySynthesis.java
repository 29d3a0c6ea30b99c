package io.haechi.audio.augment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes a fake out of a real clip. */
public final class CopySynthesis implements Augmentation {

    /** How the clip is taken apart and put together again. */
    public enum Method {
        GRIFFIN_LIM,
        MEL_GRIFFIN_LIM,
        SOURCE_FILTER,
        RANDOM_PHASE,
        MINIMUM_PHASE,
        ZERO_PHASE,
        UPSAMPLING
    }

    private final List<Method> methods;

    /** Draws among all methods. */
    public CopySynthesis() {
        this(EnumSet.allOf(Method.class));
    }

    /** Draws among these methods. */
    public CopySynthesis(Set<Method> methods) {
        this.methods = List.copyOf(EnumSet.copyOf(methods));
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        return apply(samples, methods.get(random.nextInt(methods.size())), random);
    }

    /** The clip made anew by this method, with drawn parameters; of the same length and loudness. */
    public float[] apply(float[] samples, Method method, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
