package io.haechi.core.ensemble;

import java.util.List;

/**
 * Combines detectors by how rarely each is wrong about <em>both</em> classes.
 *
 * <p>Accuracy hides a detector that buys few false alarms with many misses. Here detector <i>i</i> is weighted by
 * {@code a_DE(i) + a_RE(i)}, normalised to one, with {@code a_DE(i) = 1 - DE_i / ΣDE} and {@code a_RE(i) = 1 - RE_i /
 * ΣRE}, where DE is the share of fakes taken for real and RE the share of real voices taken for fake, both measured on
 * data that no detector was fitted on. With two detectors this is the published formula; with more it is its natural
 * extension, in which either part sums to N - 1.
 *
 * <p>Degenerate cases: if no detector errs on a class (the sum is zero), that class tells them apart in nothing and each
 * gets the share {@code (N - 1) / N} of it, so that the other class keeps its say; a single detector has weight one.
 *
 * @see <a href="https://doi.org/10.7471/ikeee.2024.28.4.607">Error rate-based weighted ensemble, 2024</a>
 */
final class ErrorRateWeighting implements Weighting {

    @Override
    public double[] weights(List<ErrorRates> rates) {
        if (Shares.atLeastOne(rates).size() == 1) {
            return new double[] {1};
        }
        double[] byMisses = inverted(Shares.values(rates, ErrorRates::de));
        double[] byAlarms = inverted(Shares.values(rates, ErrorRates::re));
        double[] sum = new double[rates.size()];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = byMisses[i] + byAlarms[i];
        }
        return Shares.proportional(sum);
    }

    /** One minus each detector's share of the errors. */
    private static double[] inverted(double[] errors) {
        double[] shares = Shares.proportional(errors);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = 1 - shares[i];
        }
        return shares;
    }

    @Override
    public String toString() {
        return "ERROR_RATE";
    }
}
