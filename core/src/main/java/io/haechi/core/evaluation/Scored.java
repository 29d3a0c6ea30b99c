package io.haechi.core.evaluation;

/**
 * One example and what a detector said of it.
 *
 * @param id what names it in reports
 * @param positive whether it truly belongs to the positive class
 * @param probability calibrated probability of the positive class, 0 to 1
 * @param source where the example comes from; figures are given for each source
 * @param unsure whether the detector would rather not have decided; it is counted with a forced decision all the same
 */
public record Scored(String id, boolean positive, double probability, String source, boolean unsure) {

    public Scored {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "Probability of \"" + id + "\" must be between 0 and 1, got " + probability);
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("Source of \"" + id + "\" must not be blank");
        }
    }

    /** An example on which the detector was sure. */
    public Scored(String id, boolean positive, double probability, String source) {
        this(id, positive, probability, source, false);
    }
}
