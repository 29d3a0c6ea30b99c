package io.haechi.voice;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.FrontEnd;
import io.haechi.audio.features.Mfcc;
import java.util.List;

/**
 * How a stretch of sound sounds, in {@value #SIZE} numbers, whatever is said in it and however loud: mean and standard
 * deviation of each cepstral coefficient over time, without the mean of the first, which is the level.
 */
final class Timbre {
    /** Length of the vector. */
    static final int SIZE = 39;

    private static final int COEFFICIENTS = 20;
    private static final FrontEnd PICTURE = new Mfcc(FrameOptions.SPEECH, COEFFICIENTS, 64, false, false);

    private Timbre() {}

    /** Of samples at 16 kHz. */
    static double[] of(float[] samples) {
        float[] picture = PICTURE.apply(samples);
        int frames = picture.length / COEFFICIENTS;
        double[] timbre = new double[SIZE];
        for (int c = 0; c < COEFFICIENTS; c++) {
            double sum = 0;
            double squares = 0;
            for (int t = 0; t < frames; t++) {
                double value = picture[c * frames + t];
                sum += value;
                squares += value * value;
            }
            double mean = sum / frames;
            if (c > 0) {
                timbre[c - 1] = mean;
            }
            timbre[COEFFICIENTS - 1 + c] = Math.sqrt(Math.max(0, squares / frames - mean * mean));
        }
        return timbre;
    }

    /** The mean of several, each with its weight; of all alike if all weigh nothing. */
    static double[] mean(List<double[]> timbres, List<Double> weights) {
        double all = weights.stream().mapToDouble(Double::doubleValue).sum();
        double[] mean = new double[SIZE];
        for (int i = 0; i < timbres.size(); i++) {
            double share = all > 0 ? weights.get(i) / all : 1.0 / timbres.size();
            for (int f = 0; f < SIZE; f++) {
                mean[f] += share * timbres.get(i)[f];
            }
        }
        return mean;
    }
}
