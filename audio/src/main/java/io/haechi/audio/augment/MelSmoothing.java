package io.haechi.audio.augment;

import io.haechi.audio.features.MelFilters;
import java.util.Arrays;

/**
 * What a neural vocoder is given of a voice: magnitudes squeezed into mel bands, then spread over the bins again. The
 * inverse is the non-negative one of least divergence, by a few multiplicative steps (Lee and Seung, 2001) from the
 * transposed filters.
 */
final class MelSmoothing {
    private static final double TINY = 1e-10;

    private final MelFilters filters;
    private final double[] reach;

    /** For a transform of this many samples at 16 kHz and this many bands. */
    MelSmoothing(int transformLength, int bands) {
        this.filters = new MelFilters(Augmentation.SAMPLE_RATE, transformLength, bands);
        this.reach = new double[filters.bins()];
        for (int band = 0; band < bands; band++) {
            for (int i = 0; i < filters.count(band); i++) {
                reach[filters.first(band) + i] += filters.weight(band, i);
            }
        }
    }

    /** Magnitudes, bins by frames, that have the same mel bands; bins that no band reaches become silent. */
    double[][] apply(double[][] magnitude, int steps) {
        int frames = magnitude[0].length;
        double[][] mel = squeeze(magnitude, frames);
        double[][] result = new double[magnitude.length][frames];
        for (int k = 0; k < result.length; k++) {
            Arrays.fill(result[k], reach[k] > 0 ? 1 : 0);
        }
        for (int step = 0; step <= steps; step++) {
            double[][] now = squeeze(result, frames);
            for (int band = 0; band < mel.length; band++) {
                for (int t = 0; t < frames; t++) {
                    now[band][t] = mel[band][t] / (now[band][t] + TINY);
                }
            }
            spread(now, result, frames);
        }
        return result;
    }

    private double[][] squeeze(double[][] magnitude, int frames) {
        double[][] mel = new double[filters.bands()][frames];
        for (int band = 0; band < mel.length; band++) {
            for (int i = 0; i < filters.count(band); i++) {
                add(mel[band], filters.weight(band, i), magnitude[filters.first(band) + i]);
            }
        }
        return mel;
    }

    /** Multiplies each bin by the weighted mean of the ratios of the bands that read it. */
    private void spread(double[][] ratios, double[][] result, int frames) {
        double[][] factors = new double[result.length][frames];
        for (int band = 0; band < ratios.length; band++) {
            for (int i = 0; i < filters.count(band); i++) {
                add(factors[filters.first(band) + i], filters.weight(band, i), ratios[band]);
            }
        }
        for (int k = 0; k < result.length; k++) {
            double scale = reach[k] > 0 ? 1 / reach[k] : 0;
            for (int t = 0; t < frames; t++) {
                result[k][t] *= scale * factors[k][t];
            }
        }
    }

    private static void add(double[] into, double weight, double[] row) {
        for (int t = 0; t < into.length; t++) {
            into[t] += weight * row[t];
        }
    }
}
