package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * A synthetic room: the direct sound as it is, a few early reflections, and a tail of noise that decays exponentially,
 * 0 to 12 dB below the direct sound in total (Moorer, 1979). Loudness is kept.
 *
 * @param minRt60Seconds shortest time in which the tail falls by 60 dB, 0.05 s or more
 * @param maxRt60Seconds longest, {@code minRt60Seconds} to 2 s
 */
public record Reverb(double minRt60Seconds, double maxRt60Seconds) implements Augmentation {
    private static final int EARLY_REFLECTIONS = 6;

    public Reverb {
        Range.check("RT60 in seconds", minRt60Seconds, maxRt60Seconds, 0.05, 2);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float[] room = room(Range.draw(minRt60Seconds, maxRt60Seconds, random), random);
        return Noise.matchLoudness(Convolution.of(samples, room), samples);
    }

    static float[] room(double rt60Seconds, RandomGenerator random) {
        int length = (int) (rt60Seconds * SAMPLE_RATE);
        double decay = Math.log(1000) / length;
        double tailDb = Range.draw(0, 12, random);
        int start = Range.drawInt(SAMPLE_RATE / 500, SAMPLE_RATE / 50, random);
        double[] response = new double[Math.max(length, start + 1)];
        double energy = 0;
        for (int i = start; i < response.length; i++) {
            response[i] = random.nextGaussian() * Math.exp(-decay * i);
            energy += response[i] * response[i];
        }
        for (int i = 0; i < EARLY_REFLECTIONS; i++) {
            int at = Range.drawInt(SAMPLE_RATE / 1000, start, random);
            double size = (random.nextBoolean() ? 1 : -1) * Range.draw(0.5, 2, random) * Math.sqrt(energy / 50);
            response[at] += size;
        }
        energy = 0;
        for (double x : response) {
            energy += x * x;
        }
        double scale = Math.pow(10, -tailDb / 20) / Math.sqrt(Math.max(energy, 1e-30));
        float[] room = new float[response.length];
        for (int i = 1; i < room.length; i++) {
            room[i] = (float) (scale * response[i]);
        }
        room[0] = 1;
        return room;
    }
}
