package io.haechi.audio.channel;

import io.haechi.audio.Resampler;
import io.haechi.audio.augment.Augmentation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Down to 8 kHz and back, with nothing else done: flat to 3.6 kHz, and 80 dB down from 4 kHz on. */
record EightKilohertz() implements Augmentation {
    private static final int RATE = 8_000;

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float[] narrow = Resampler.resample(samples, SAMPLE_RATE, RATE);
        return Arrays.copyOf(Resampler.resample(narrow, RATE, SAMPLE_RATE), samples.length);
    }
}
