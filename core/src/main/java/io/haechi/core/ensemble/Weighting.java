package io.haechi.core.ensemble;

import java.util.List;

/**
 * How much each detector of an ensemble counts. Weights are not negative and sum to one; a single detector has weight
 * one. How to weigh by regression instead is {@link LogisticFusion}.
 */
@FunctionalInterface
public interface Weighting {
    /** Every detector counts the same. */
    Weighting SOFT_VOTE = rates -> Shares.equal(Shares.atLeastOne(rates).size());

    /** In proportion to accuracy; equal if none is ever right. */
    Weighting ACCURACY = rates -> Shares.proportional(Shares.values(rates, ErrorRates::accuracy));

    /** By how rarely each errs about both classes; see {@link ErrorRateWeighting}. */
    Weighting ERROR_RATE = new ErrorRateWeighting();

    /**
     * Weights for detectors with these rates, in the same order.
     *
     * @throws IllegalArgumentException if there is no detector
     */
    double[] weights(List<ErrorRates> rates);
}
