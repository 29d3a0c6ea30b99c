package io.haechi.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recordings sounded like that a detector learnt from, so that it can say when one sounds unlike all of them: a
 * Mahalanobis distance on the {@link Timbre}, with the covariance shrunk as far as its own noise asks for (Ledoit and Wolf).
 *
 * <p>It says nothing of who or what speaks, only whether the detector's answer rests on anything like what it was taught. A
 * fake of a new generator over a known line is familiar; a known voice under water is not.
 *
 * @param means of the features
 * @param deviations standard deviations of the features, above 0
 * @param whitening lower triangle, row by row, that makes the standardised features uncorrelated
 * @param limit the distance that one in a hundred recordings of the validation split exceeds
 * @see <a href="https://doi.org/10.1016/S0047-259X(03)00096-4">Ledoit and Wolf, A well-conditioned estimator for
 *     large-dimensional covariance matrices, 2004</a>
 * @see <a href="https://arxiv.org/abs/1807.03888">Lee et al., A simple unified framework for detecting out-of-distribution
 *     samples, 2018</a>
 */
record Familiarity(double[] means, double[] deviations, double[] whitening, double limit) {
    static final String FILE = "familiarity.json";

    private static final double KNOWN = 0.99;
    private static final double SMALLEST_DEVIATION = 1e-6;
    private static final ObjectMapper JSON = new ObjectMapper();

    Familiarity {
        int size = means.length;
        if (deviations.length != size || whitening.length != size * (size + 1) / 2 || size == 0) {
            throw new IllegalArgumentException("Means, deviations and whitening must belong together, got " + size
                    + ", " + deviations.length + " and " + whitening.length + " values");
        }
        if (!(limit > 0)) {
            throw new IllegalArgumentException("The limit must be above 0, got " + limit);
        }
    }

    /**
     * Learns what is familiar.
     *
     * @param taught timbres that the detector learnt from, more than one
     * @param heldOut timbres that it did not learn from and should know all the same
     */
    static Familiarity of(List<double[]> taught, List<double[]> heldOut) {
        int size = taught.getFirst().length;
        double[] means = new double[size];
        double[] deviations = new double[size];
        for (int f = 0; f < size; f++) {
            int feature = f;
            double mean =
                    taught.stream().mapToDouble(row -> row[feature]).average().orElse(0);
            double variance = taught.stream()
                    .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
                    .average()
                    .orElse(0);
            means[f] = mean;
            deviations[f] = Math.max(Math.sqrt(variance), SMALLEST_DEVIATION);
        }
        List<double[]> rows =
                taught.stream().map(row -> standardised(row, means, deviations)).toList();
        double[] whitening = inverseOfCholesky(shrunkCovariance(rows));
        Familiarity open = new Familiarity(means, deviations, whitening, Double.MAX_VALUE);
        double[] distances =
                heldOut.stream().mapToDouble(open::distance).sorted().toArray();
        double limit = distances[(int) Math.min(distances.length - 1L, Math.round(KNOWN * distances.length))];
        return new Familiarity(means, deviations, whitening, limit);
    }

    /** How far from what was learnt: about 1 for a recording like those, whatever the number of features. */
    double distance(double[] timbre) {
        double[] row = standardised(timbre, means, deviations);
        double sum = 0;
        int at = 0;
        for (int i = 0; i < row.length; i++) {
            double value = 0;
            for (int j = 0; j <= i; j++) {
                value += whitening[at++] * row[j];
            }
            sum += value * value;
        }
        return Math.sqrt(sum / row.length);
    }

    private static double[] standardised(double[] row, double[] means, double[] deviations) {
        double[] standardised = new double[row.length];
        for (int f = 0; f < row.length; f++) {
            standardised[f] = (row[f] - means[f]) / deviations[f];
        }
        return standardised;
    }

    /** The covariance of centred rows, drawn towards a multiple of the identity by the share that its noise has in it. */
    static double[][] shrunkCovariance(List<double[]> rows) {
        int size = rows.getFirst().length;
        double n = rows.size();
        double[][] covariance = new double[size][size];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance[i][j] += row[i] * row[j] / n;
                }
            }
        }
        double level = 0;
        double all = 0;
        for (int i = 0; i < size; i++) {
            level += covariance[i][i] / size;
            all += Arrays.stream(covariance[i]).map(value -> value * value).sum();
        }
        double spread = all - size * level * level;
        double noise = 0;
        for (double[] row : rows) {
            double length = Arrays.stream(row).map(value -> value * value).sum();
            double along = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    along += row[i] * covariance[i][j] * row[j];
                }
            }
            noise += (length * length - 2 * along + all) / (n * n);
        }
        double share = spread > 0 ? Math.clamp(noise / spread, 0, 1) : 1;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                covariance[i][j] = (1 - share) * covariance[i][j] + (i == j ? share * level : 0);
            }
        }
        return covariance;
    }

    /** The lower triangle W with W C Wᵀ = 1, row by row. */
    private static double[] inverseOfCholesky(double[][] covariance) {
        int size = covariance.length;
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = covariance[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, SMALLEST_DEVIATION)) : sum / factor[j][j];
            }
        }
        double[][] inverse = new double[size][size];
        double[] packed = new double[size * (size + 1) / 2];
        int at = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= factor[i][k] * inverse[k][j];
                }
                inverse[i][j] = sum / factor[i][i];
                packed[at++] = inverse[i][j];
            }
        }
        return packed;
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the first of these packages that knows; null if none does. */
    static @Nullable Familiarity of(List<ModelPackage> packages) {
        for (ModelPackage each : packages) {
            if (each.has(FILE)) {
                return read(each);
            }
        }
        return null;
    }

    private static Familiarity read(ModelPackage source) {
        try {
            Familiarity read = JSON.readValue(source.file(FILE), Familiarity.class);
            if (read.means.length != Timbre.SIZE) {
                throw new ModelException(source.id() + ": " + FILE + " knows " + read.means.length
                        + " features, this version has " + Timbre.SIZE + "; fit the package again.");
            }
            return read;
        } catch (IOException e) {
            throw new ModelException(
                    source.id() + ": " + FILE + " does not say what is familiar; copy or fit the package again.", e);
        }
    }
}
