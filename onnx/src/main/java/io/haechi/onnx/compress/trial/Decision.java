package io.haechi.onnx.compress.trial;

import io.haechi.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What two models agree on where there are no labels: the decision that their first output stands for.
 *
 * <p>A file does not say what its numbers mean, so {@link #of} looks at what the original answers. A decision that comes out
 * the same for every sample (the sign of a probability, which is never below zero) would be agreed on whatever a compressed
 * model answered; then closeness is counted instead. It is a guess; whoever knows better names the decision.
 */
public enum Decision {
    /** A class: the largest value of every row stands in the same place. */
    LARGEST("the largest value of every row stands in the same place"),
    /** A logit: every value has the same sign. */
    SIGN("every value has the same sign"),
    /** A probability: every value is on the same side of a half. */
    HALF("every value is on the same side of 0.5"),
    /** A quantity or an embedding: the values differ by less than a tenth of their spread over the samples. */
    CLOSE("the values differ by less than a tenth of their spread over the samples");

    /** How far off an answer may be, in standard deviations of the original's answers, to be close. */
    private static final double CLOSENESS = 0.1;

    private final String sentence;

    Decision(String sentence) {
        this.sentence = sentence;
    }

    /** What it is called on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** When two answers agree, in words. */
    public String sentence() {
        return sentence;
    }

    /** The decision of this name; IllegalArgumentException for any other. */
    public static Decision named(String word) {
        return Arrays.stream(values())
                .filter(decision -> decision.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No decision is called \"" + word + "\"; there are "
                        + Arrays.stream(values()).map(Decision::word).collect(Collectors.joining(", "))));
    }

    /** What such answers, one tensor for each sample, seem to stand for; one at least. */
    static Decision of(List<Tensor> answers) {
        if (!answers.getFirst().isFloat()) {
            return LARGEST; // Whole numbers are decisions already: they are compared as they are.
        }
        boolean isSingle = answers.stream().allMatch(answer -> width(answer) == 1);
        Decision decision = isSingle ? (areShares(answers) ? HALF : SIGN) : LARGEST;
        long different = answers.stream()
                .flatMap(answer -> decision.of(answer).stream())
                .distinct()
                .count();
        return different > 1 ? decision : CLOSE;
    }

    private static boolean areShares(List<Tensor> answers) {
        for (Tensor answer : answers) {
            for (float value : answer.floats()) {
                if (!(value >= 0 && value <= 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The decisions of one answer; for {@link #CLOSE} there are none. */
    private List<Long> of(Tensor answer) {
        if (!answer.isFloat()) {
            return Arrays.stream(answer.longs()).boxed().toList();
        }
        float[] values = answer.floats();
        Long[] decisions = new Long[this == LARGEST ? values.length / Math.max(1, width(answer)) : values.length];
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = switch (this) {
                case LARGEST -> largest(values, i * width(answer), width(answer));
                case SIGN -> values[i] > 0 ? 1L : 0L;
                case HALF -> values[i] > 0.5f ? 1L : 0L;
                case CLOSE -> 0L;
            };
        }
        return List.of(decisions);
    }

    private static long largest(float[] values, int from, int width) {
        int best = from;
        for (int i = from; i < from + width; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best - from;
    }

    /** Whether two answers to one sample agree; {@code spread} is {@link #spread} of the original's answers. */
    boolean agree(Tensor original, Tensor other, double spread) {
        if (!Arrays.equals(original.shape(), other.shape()) || original.isFloat() != other.isFloat()) {
            return false;
        }
        if (this != CLOSE || !original.isFloat()) {
            return of(original).equals(of(other));
        }
        double sum = 0;
        for (int i = 0; i < original.floats().length; i++) {
            double error = (double) original.floats()[i] - other.floats()[i];
            sum += error * error;
        }
        return Math.sqrt(sum / Math.max(1, original.floats().length)) <= CLOSENESS * spread;
    }

    /**
     * How far answers are spread: the standard deviation of their values about the mean of their column, the last axis; the
     * root of their mean square if there is no spread, as with a single sample.
     */
    static double spread(List<Tensor> answers) {
        int width = width(answers.getFirst());
        boolean isEven = answers.stream().allMatch(answer -> width(answer) == width);
        double[] means = new double[isEven ? width : 1];
        long[] counts = new long[means.length];
        each(answers, means.length, (column, value) -> {
            means[column] += value;
            counts[column]++;
        });
        for (int i = 0; i < means.length; i++) {
            means[i] /= Math.max(1, counts[i]);
        }
        double[] sums = new double[3];
        each(answers, means.length, (column, value) -> {
            sums[0] += (value - means[column]) * (value - means[column]);
            sums[1] += value * value;
            sums[2]++;
        });
        return Math.sqrt((sums[0] > 1e-12 * sums[1] ? sums[0] : sums[1]) / Math.max(1, sums[2]));
    }

    /** Takes a value and the column it stands in. */
    @FunctionalInterface
    private interface Cell {
        void take(int column, double value);
    }

    private static void each(List<Tensor> answers, int columns, Cell cell) {
        for (Tensor answer : answers) {
            if (answer.isFloat()) {
                float[] values = answer.floats();
                for (int i = 0; i < values.length; i++) {
                    cell.take(i % columns, values[i]);
                }
            }
        }
    }

    private static int width(Tensor answer) {
        long[] shape = answer.shape();
        return shape.length == 0 ? 1 : Math.max(1, (int) shape[shape.length - 1]);
    }
}
