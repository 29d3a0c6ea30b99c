package io.haechi.audio.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Hides bands and stretches of time of a picture, so that a network learns to do without any one of them. Hidden cells
 * take the picture's mean. Each mask has a width drawn from 0 to its largest, which is never more than the picture.
 *
 * @param frequencyMasks number of masks over bands, 0 to 100
 * @param maxBands widest of them in bands, 0 or more
 * @param timeMasks number of masks over frames, 0 to 100
 * @param maxFrames widest of them in frames, 0 or more
 * @see <a href="https://arxiv.org/abs/1904.08779">Park et al., SpecAugment, 2019</a>
 */
public record SpecAugment(int frequencyMasks, int maxBands, int timeMasks, int maxFrames) {
    public SpecAugment {
        check("Frequency masks", frequencyMasks, 100);
        check("Bands of a mask", maxBands, Integer.MAX_VALUE - 1);
        check("Time masks", timeMasks, 100);
        check("Frames of a mask", maxFrames, Integer.MAX_VALUE - 1);
    }

    private static void check(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " must be between 0 and " + most + ", got " + value);
        }
    }

    /**
     * A masked copy of {@code picture}.
     *
     * @param picture row-major {@code [bands][frames]}
     */
    public float[] apply(float[] picture, int bands, int frames, RandomGenerator random) {
        if (bands < 1 || frames < 1 || picture.length != (long) bands * frames) {
            throw new IllegalArgumentException("A picture of " + bands + " bands by " + frames + " frames cannot have "
                    + picture.length + " values");
        }
        float[] result = picture.clone();
        double sum = 0;
        for (float value : picture) {
            sum += value;
        }
        float mean = (float) (sum / picture.length);
        for (int i = 0; i < frequencyMasks; i++) {
            int width = random.nextInt(Math.min(maxBands, bands) + 1);
            int first = random.nextInt(bands - width + 1);
            fill(result, frames, first, width, 0, frames, mean);
        }
        for (int i = 0; i < timeMasks; i++) {
            int width = random.nextInt(Math.min(maxFrames, frames) + 1);
            int first = random.nextInt(frames - width + 1);
            fill(result, frames, 0, bands, first, width, mean);
        }
        return result;
    }

    private static void fill(float[] picture, int frames, int band, int bands, int frame, int count, float value) {
        for (int b = band; b < band + bands; b++) {
            Arrays.fill(picture, b * frames + frame, b * frames + frame + count, value);
        }
    }
}
