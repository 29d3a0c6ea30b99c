package io.haechi.core.ensemble;

import io.haechi.core.evaluation.Evaluation;

/**
 * How often one detector is right and wrong, measured on data that it was not fitted on; fractions 0 to 1.
 *
 * @param accuracy share of examples decided rightly
 * @param de share of positives (fakes) taken for negative
 * @param re share of negatives (real voices) taken for positive
 */
public record ErrorRates(double accuracy, double de, double re) {

    public ErrorRates {
        requireShare("Accuracy", accuracy);
        requireShare("DE", de);
        requireShare("RE", re);
    }

    /**
     * The rates of an evaluation.
     *
     * @throws IllegalArgumentException if it has one class only, so that DE or RE is undefined
     */
    public static ErrorRates of(Evaluation evaluation) {
        return new ErrorRates(evaluation.accuracy(), evaluation.de(), evaluation.re());
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be between 0 and 1, got " + value);
        }
    }
}
