package io.haechi.segment.rules;

import java.util.Arrays;

/** Whether two things stand together more or less often than by chance, and what that means when thousands are asked at once. */
final class Association {
    /** Below this expected count the chi-squared approximation is not trusted (Cochran, 1954). */
    private static final double FEW = 5;

    private Association() {}

    /** Two-sided: chi-squared, or Fisher's exact test where a cell is expected to hold fewer than five. */
    static double pValue(long both, long given, long follows, long total) {
        if (given == 0 || follows == 0 || given == total || follows == total) {
            return 1;
        }
        double least = (double) Math.min(given, total - given) * Math.min(follows, total - follows) / total;
        return least < FEW ? fisher(both, given, follows, total) : upperTail(chiSquared(both, given, follows, total));
    }

    /** Pearson's statistic of the table of four; 0 if one side is always or never there. */
    static double chiSquared(long both, long given, long follows, long total) {
        double difference = (double) both * total - (double) given * follows;
        double sides = (double) given * follows * (total - given) * (total - follows);
        return sides > 0 ? difference * difference * total / sides : 0;
    }

    /** Probability of a chi-squared value of one degree of freedom above this one. */
    static double upperTail(double chiSquared) {
        return erfc(Math.sqrt(chiSquared / 2));
    }

    /** Complementary error function to a relative error of 1.2e-7 (Press et al., Numerical Recipes, 6.2). */
    private static double erfc(double x) {
        double t = 1 / (1 + x / 2);
        double polynomial = -1.26551223
                + t
                        * (1.00002368
                                + t
                                        * (0.37409196
                                                + t
                                                        * (0.09678418
                                                                + t
                                                                        * (-0.18628806
                                                                                + t
                                                                                        * (0.27886807
                                                                                                + t
                                                                                                        * (-1.13520398
                                                                                                                + t
                                                                                                                        * (1.48851587
                                                                                                                                + t
                                                                                                                                        * (-0.82215223
                                                                                                                                                + t
                                                                                                                                                        * 0.17087277))))))));
        return t * Math.exp(-x * x + polynomial);
    }

    /** Sum of the probabilities of all tables that are no likelier than this one, with the same margins. */
    static double fisher(long both, long given, long follows, long total) {
        long low = Math.max(0, given + follows - total);
        long high = Math.min(given, follows);
        double seen = logTable(both, given, follows, total);
        double sum = 0;
        for (long cell = low; cell <= high; cell++) {
            double log = logTable(cell, given, follows, total);
            sum += log <= seen + 1e-7 ? Math.exp(log) : 0;
        }
        return Math.min(1, sum);
    }

    private static double logTable(long both, long given, long follows, long total) {
        return logChoose(follows, both) + logChoose(total - follows, given - both) - logChoose(total, given);
    }

    private static double logChoose(long from, long taken) {
        return logFactorial(from) - logFactorial(taken) - logFactorial(from - taken);
    }

    /** Stirling's series; the small ones are added up. */
    private static double logFactorial(long n) {
        if (n < 16) {
            double sum = 0;
            for (int i = 2; i <= n; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        double x = n + 1.0;
        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
    }

    /**
     * Values corrected for the number of tests, so that among all that are called significant at 5 % about 5 % are chance.
     *
     * @param tests how many were made, those whose values are not given (and were larger) included
     * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini, Hochberg: Controlling the false discovery
     *     rate, 1995</a>
     */
    static double[] corrected(double[] values, double tests) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] least = new double[sorted.length + 1];
        least[sorted.length] = 1;
        for (int rank = sorted.length; rank >= 1; rank--) {
            least[rank - 1] = Math.min(least[rank], sorted[rank - 1] * tests / rank);
        }
        double[] corrected = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            // Equal values share what the last of them gets, which is the least; any of them leads there.
            corrected[i] = least[Arrays.binarySearch(sorted, values[i])];
        }
        return corrected;
    }
}
