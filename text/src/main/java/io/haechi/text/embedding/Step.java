package io.haechi.text.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;

/** One step of negative sampling; for one thread. */
final class Step {
    private static final int SIGMOID_STEPS = 1024;
    private static final float SIGMOID_REACH = 8;
    private static final float[] SIGMOIDS = new float[SIGMOID_STEPS + 1];

    static {
        for (int i = 0; i <= SIGMOID_STEPS; i++) {
            double x = i * 2.0 * SIGMOID_REACH / SIGMOID_STEPS - SIGMOID_REACH;
            SIGMOIDS[i] = (float) (1 / (1 + Math.exp(-x)));
        }
    }

    private final float[] input;
    private final float[] output;
    private final int dimension;
    private final int[] negatives;
    private final int drawn;
    private final SplittableRandom random;
    private final float[] hidden;
    private final float[] gradient;

    Step(float[] input, float[] output, int dimension, int[] negatives, EmbeddingOptions options, int thread) {
        this.input = input;
        this.output = output;
        this.dimension = dimension;
        this.negatives = negatives;
        this.drawn = options.negatives();
        this.random = new SplittableRandom(~options.seed() * 17 + thread);
        this.hidden = new float[dimension];
        this.gradient = new float[dimension];
    }

    /** Learns that these rows go with this word. */
    void take(int[] rows, int count, int word, float rate) {
        Arrays.fill(hidden, 0);
        for (int i = 0; i < count; i++) {
            Vectors.add(hidden, 0, 1, input, rows[i] * dimension, dimension);
        }
        float share = 1F / count;
        for (int i = 0; i < dimension; i++) {
            hidden[i] *= share;
        }
        Arrays.fill(gradient, 0);
        towards(word, 1, rate);
        for (int n = 0; n < drawn; n++) {
            int other = negatives[random.nextInt(negatives.length)];
            if (other != word) {
                towards(other, 0, rate);
            }
        }
        for (int i = 0; i < count; i++) {
            Vectors.add(input, rows[i] * dimension, 1, gradient, 0, dimension);
        }
    }

    private void towards(int word, int label, float rate) {
        int at = word * dimension;
        float score = sigmoid(Vectors.dot(hidden, 0, output, at, dimension));
        float alpha = rate * (label - score);
        Vectors.add(gradient, 0, alpha, output, at, dimension);
        Vectors.add(output, at, alpha, hidden, 0, dimension);
    }

    private static float sigmoid(float x) {
        if (x <= -SIGMOID_REACH) {
            return 0;
        }
        return x >= SIGMOID_REACH ? 1 : SIGMOIDS[(int) ((x + SIGMOID_REACH) * SIGMOID_STEPS / SIGMOID_REACH / 2)];
    }
}
