package io.haechi.neural;

/**
 * A few examples at once.
 *
 * @param inputs values of all examples, row-major
 * @param shape the inputs' sizes with the number of examples first, all known
 * @param targets one per example, 0 (negative) to 1 (positive)
 * @param weights how much each example counts, 0 or more; one per example
 */
public record Batch(float[] inputs, long[] shape, float[] targets, float[] weights) {
    public Batch {
        long count = 1;
        for (long size : shape) {
            Check.between(1, size, Integer.MAX_VALUE, "A size of the batch");
            count = Math.multiplyExact(count, size);
        }
        if (shape.length < 2 || count != inputs.length) {
            throw new IllegalArgumentException("A batch of shape " + java.util.Arrays.toString(shape) + " needs "
                    + count + " values, got " + inputs.length);
        }
        if (targets.length != shape[0] || weights.length != shape[0]) {
            throw new IllegalArgumentException("A batch of " + shape[0]
                    + " examples needs as many targets and weights, got " + targets.length + " and " + weights.length);
        }
        for (int i = 0; i < targets.length; i++) {
            Check.between(0, targets[i], 1, "Target " + i);
            Check.between(0, weights[i], Float.MAX_VALUE, "Weight " + i);
        }
    }

    /** A batch in which every example counts once. */
    public static Batch of(float[] inputs, long[] shape, float[] targets) {
        float[] weights = new float[targets.length];
        java.util.Arrays.fill(weights, 1);
        return new Batch(inputs, shape, targets, weights);
    }
}
