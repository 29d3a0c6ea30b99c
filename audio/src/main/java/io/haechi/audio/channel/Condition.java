package io.haechi.audio.channel;

import io.haechi.audio.Sound;
import io.haechi.audio.augment.Augmentation;
import java.util.SplittableRandom;

/**
 * One thing that may have happened to a recording on its way here, with nothing left to chance: the same samples and the
 * same recording's name give the same result, bit for bit on one machine.
 *
 * @param name short name in tables, JSON and on the command line, such as {@code opus-8k}
 * @param words what it is, for a person
 * @param change what it does to samples at 16 kHz; where it draws, it draws from the condition's seed and the recording's
 *     name
 * @param seed where two conditions have the same, they draw the same, as the same noise at two levels
 */
public record Condition(String name, String words, Augmentation change, long seed) {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    public Condition {
        if (!name.matches("[a-z0-9.+-]+")) {
            throw new IllegalArgumentException(
                    "A condition's name is of small letters, digits, '.', '+' and '-', got \"" + name + "\"");
        }
    }

    /**
     * One channel at 16 kHz, changed; the input stays as it is. Where the result would pass full scale all of it is turned
     * down to fit, so that no condition is a test of clipping.
     *
     * @param recording the recording's name, of which noise and rooms depend
     */
    public float[] apply(float[] samples, String recording) {
        if (samples.length == 0) {
            return new float[0];
        }
        float[] changed = change.apply(samples, new SplittableRandom(SPREAD * seed + recording.hashCode()));
        float peak = 1;
        for (float sample : changed) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak == 1) {
            return changed;
        }
        float[] fitted = new float[changed.length];
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = changed[i] / peak;
        }
        return fitted;
    }

    /** Every channel of a sound at 16 kHz, changed, each with noise of its own. */
    public Sound apply(Sound sound, String recording) {
        if (sound.sampleRate() != Augmentation.SAMPLE_RATE) {
            throw new IllegalArgumentException(
                    "Sound must be at " + Augmentation.SAMPLE_RATE + " Hz, got " + sound.sampleRate());
        }
        float[][] changed = new float[sound.channels().length][];
        for (int c = 0; c < changed.length; c++) {
            changed[c] = apply(sound.channels()[c], c == 0 ? recording : recording + "#" + c);
        }
        return new Sound(changed, sound.sampleRate());
    }
}
