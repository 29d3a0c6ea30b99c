package io.haechi.audio.augment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes a fake out of a real clip: the voice is taken apart and put together again by one of seven vocoders of our own,
 * each with parameters drawn anew for every clip. Words, voice and room stay; what changes is what every synthesiser must
 * invent: phase, the fine structure between harmonics, the excitation. A detector that learns these traces from many
 * vocoders hears them in ones it has never met (Wang and Yamagishi, 2023, train on vocoded real speech alike).
 *
 * <p>The result has the length and loudness of the clip. Silence stays silence. Where the clip is real, the result counts
 * as fake; it should then pass through the same channel augmentations as everything else, or the detector learns those.
 *
 * @see <a href="https://arxiv.org/abs/2210.10570">Wang and Yamagishi, Spoofed training data for speech spoofing
 *     countermeasure can be efficiently created using neural vocoders, 2023</a>
 */
public final class CopySynthesis implements Augmentation {

    /** How the clip is taken apart and put together again. */
    public enum Method {
        /** Exact magnitudes, phases found by 2 to 32 rounds of Griffin-Lim: metallic, slightly reverberant. */
        GRIFFIN_LIM,
        /** Magnitudes through 40 to 128 mel bands, then Griffin-Lim: what a first text-to-speech system does. */
        MEL_GRIFFIN_LIM,
        /** All-pole filter driven by pulses and noise: the buzz of the classic vocoder. */
        SOURCE_FILTER,
        /** Magnitudes kept, or mel-smoothed, and each phase shaken: the hiss of an uncertain phase model. */
        RANDOM_PHASE,
        /** Cepstral envelope laid down as minimum-phase pulses, in the manner of WORLD. */
        MINIMUM_PHASE,
        /** The same with zero-phase pulses: symmetrical in time as no larynx is. */
        ZERO_PHASE,
        /** Mel-smoothed magnitudes on phases of a crudely upsampled copy: images and comb tones of GAN vocoders. */
        UPSAMPLING
    }

    private final List<Method> methods;

    /** Draws among all methods. */
    public CopySynthesis() {
        this(EnumSet.allOf(Method.class));
    }

    /** Draws among these methods, of which there must be one at least. */
    public CopySynthesis(Set<Method> methods) {
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("Copy synthesis needs at least one method, got none");
        }
        this.methods = List.copyOf(EnumSet.copyOf(methods));
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        return apply(samples, methods.get(random.nextInt(methods.size())), random);
    }

    /** The clip made anew by this method, with drawn parameters; of the same length and loudness. */
    public float[] apply(float[] samples, Method method, RandomGenerator random) {
        if (samples.length == 0 || Noise.rms(samples) == 0) {
            return samples.clone();
        }
        float[] made = switch (method) {
            case GRIFFIN_LIM -> griffinLim(samples, false, random);
            case MEL_GRIFFIN_LIM -> griffinLim(samples, true, random);
            case SOURCE_FILTER -> SourceFilter.draw(random).apply(samples, random);
            case RANDOM_PHASE -> randomPhase(samples, random);
            case MINIMUM_PHASE -> PulseVocoder.draw(true, random).apply(samples, random);
            case ZERO_PHASE -> PulseVocoder.draw(false, random).apply(samples, random);
            case UPSAMPLING -> upsampling(samples, random);
        };
        return Noise.matchLoudness(made, samples);
    }

    private static float[] griffinLim(float[] samples, boolean isMel, RandomGenerator random) {
        int size = drawSize(random);
        Stft stft = new Stft(size, size / 4, samples.length);
        double[][] magnitude = PhaseRecovery.magnitude(stft, wide(samples));
        if (isMel) {
            magnitude = drawMel(size, random).apply(magnitude, Range.drawInt(0, 8, random));
        }
        int rounds = Range.drawInt(2, 32, random);
        double momentum = random.nextBoolean() ? 0.99 : 0;
        return narrow(PhaseRecovery.griffinLim(stft, magnitude, rounds, momentum, random));
    }

    private static float[] randomPhase(float[] samples, RandomGenerator random) {
        int size = drawSize(random);
        Stft stft = new Stft(size, size / 4, samples.length);
        double[] jittered = PhaseRecovery.jitter(stft, wide(samples), Range.draw(0.4, 2.5, random), random);
        if (random.nextBoolean()) {
            double[][] magnitude = PhaseRecovery.magnitude(stft, wide(samples));
            magnitude = drawMel(size, random).apply(magnitude, 4);
            jittered = PhaseRecovery.withPhasesOf(stft, magnitude, jittered);
        }
        return narrow(jittered);
    }

    private static float[] upsampling(float[] samples, RandomGenerator random) {
        int size = drawSize(random);
        Stft stft = new Stft(size, size / 4, samples.length);
        double[][] magnitude = PhaseRecovery.magnitude(stft, wide(samples));
        magnitude = drawMel(size, random).apply(magnitude, Range.drawInt(2, 12, random));
        return narrow(PhaseRecovery.withPhasesOf(stft, magnitude, imaged(samples, random)));
    }

    /** The clip at a half to an eighth of its rate, brought back as a transposed convolution with random taps does. */
    private static double[] imaged(float[] samples, RandomGenerator random) {
        int factor = 1 << Range.drawInt(1, 3, random);
        int taps = factor * Range.drawInt(1, 2, random);
        double[] kernel = new double[taps];
        for (int i = 0; i < taps; i++) {
            kernel[i] = 1 + Range.draw(0.1, 0.8, random) * random.nextGaussian();
        }
        double[] result = new double[samples.length];
        double offset = Range.draw(0, 0.02, random) * Noise.rms(samples);
        for (int start = 0; start < samples.length; start += factor) {
            double mean = offset;
            for (int i = start; i < Math.min(start + factor, samples.length); i++) {
                mean += samples[i] / factor;
            }
            for (int i = 0; i < taps && start + i < result.length; i++) {
                result[start + i] += mean * kernel[i];
            }
        }
        return result;
    }

    private static int drawSize(RandomGenerator random) {
        int[] sizes = {480, 512, 640, 800, 1024};
        return sizes[random.nextInt(sizes.length)];
    }

    private static MelSmoothing drawMel(int size, RandomGenerator random) {
        int[] bands = {40, 64, 80, 80, 100, 128};
        return new MelSmoothing(size, bands[random.nextInt(bands.length)]);
    }

    private static double[] wide(float[] samples) {
        double[] result = new double[samples.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = samples[i];
        }
        return result;
    }

    private static float[] narrow(double[] samples) {
        float[] result = new float[samples.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) samples[i];
        }
        return result;
    }
}
