package io.haechi.neural;

/** Measures a network on validation data after every epoch. */
@FunctionalInterface
public interface EpochMetric {
    /** Loss and figure of merit of the network behind the predictor, which is only valid during the call. */
    Score measure(Predictor predictor);

    /** The network as it is now, in inference mode: no dropout, running statistics, rounded if it will be run so. */
    @FunctionalInterface
    interface Predictor {
        /**
         * One logit per example.
         *
         * @param inputs row-major values
         * @param shape their sizes, number of examples first
         */
        float[] logits(float[] inputs, long... shape);
    }

    /**
     * What was measured.
     *
     * @param loss the validation loss, for the log
     * @param metric what early stopping watches: higher is better (AUC, or 1 - EER)
     */
    record Score(double loss, double metric) {}
}
