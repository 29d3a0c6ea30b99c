package io.haechi.segment.rules;

import io.haechi.segment.table.Scaling;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Where a column of numbers is cut into stretches, so that each can be an item. */
public sealed interface Binning {
    /** Four stretches with about as many rows each. */
    Binning STANDARD = new Quantiles(4);

    /**
     * The inner cuts, rising: a value equal to a cut belongs above it.
     *
     * @param values those present, in any order
     */
    double[] cuts(double[] values);

    /** Stretches with about as many rows each. */
    record Quantiles(int bins) implements Binning {
        public Quantiles {
            requireBins(bins);
        }

        @Override
        public double[] cuts(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double[] cuts = new double[bins - 1];
            for (int i = 1; i < bins; i++) {
                cuts[i - 1] = Scaling.quantile(sorted, (double) i / bins);
            }
            return inside(cuts, sorted[0], sorted[sorted.length - 1]);
        }
    }

    /** Stretches of one width. */
    record EqualWidth(int bins) implements Binning {
        public EqualWidth {
            requireBins(bins);
        }

        @Override
        public double[] cuts(double[] values) {
            double low = Arrays.stream(values).min().orElse(0);
            double high = Arrays.stream(values).max().orElse(0);
            double[] cuts = new double[bins - 1];
            for (int i = 1; i < bins; i++) {
                cuts[i - 1] = low + (high - low) * i / bins;
            }
            return inside(cuts, low, high);
        }
    }

    /** Cuts that somebody chose. */
    @SuppressWarnings("ArrayRecordComponent")
    record Cuts(double[] at) implements Binning {
        public Cuts {
            at = Arrays.stream(at).sorted().distinct().toArray();
            if (at.length == 0) {
                throw new IllegalArgumentException("Cut points are missing; write them as \"Age=20,40,60\".");
            }
        }

        @Override
        public double[] cuts(double[] values) {
            return at;
        }
    }

    private static void requireBins(int bins) {
        if (bins < 2 || bins > 100) {
            throw new IllegalArgumentException("Numbers are cut into 2 to 100 stretches, got " + bins + ".");
        }
    }

    /** Those cuts that leave something on both sides, each once. */
    private static double[] inside(double[] cuts, double low, double high) {
        return DoubleStream.of(cuts)
                .distinct()
                .filter(cut -> cut > low && cut <= high)
                .toArray();
    }
}
