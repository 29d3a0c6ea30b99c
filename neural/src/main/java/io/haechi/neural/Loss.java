package io.haechi.neural;

/**
 * Binary cross-entropy on logits, weighted, with its gradient.
 *
 * <p>For logit x, target t and weight w an example's loss is {@code w (max(x, 0) - x t + log(1 + exp(-|x|)))}, which never
 * overflows, and the batch's is the sum over the sum of weights. Its gradient is {@code w (sigmoid(x) - t)} over the same
 * sum; it is given to PyTorch as is, so that no graph of the loss is needed.
 *
 * @param value the batch's mean loss
 * @param gradient of that mean, one value per example
 * @param weight sum of the examples' weights
 */
record Loss(double value, float[] gradient, double weight) {

    static Loss of(float[] logits, Batch batch, TrainingOptions options) {
        int count = logits.length;
        if (count != batch.targets().length) {
            throw new IllegalArgumentException("The network must give one logit for each of " + batch.targets().length
                    + " examples, got " + count);
        }
        double[] weights = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            double target = batch.targets()[i];
            weights[i] = batch.weights()[i] * (target * options.positiveWeight() + 1 - target);
            total += weights[i];
        }
        float[] gradient = new float[count];
        double loss = 0;
        for (int i = 0; i < count && total > 0; i++) {
            double x = logits[i];
            double target = batch.targets()[i] * (1 - options.labelSmoothing()) + 0.5 * options.labelSmoothing();
            loss += weights[i] / total * (Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x))));
            gradient[i] = (float) (weights[i] / total * (1 / (1 + Math.exp(-x)) - target));
        }
        return new Loss(loss, gradient, total);
    }
}
