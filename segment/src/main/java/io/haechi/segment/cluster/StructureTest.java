package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Asks whether there are groups at all, before anybody draws them: K-means divides an even cloud as readily as real groups, and
 * the slices look convincing.
 *
 * <p>Three questions are asked for each number of groups from 2 to 8; the third must be answered with yes, and the first
 * clearly, or the first two:
 *
 * <ol>
 *   <li>Is it emptier between the groups than at their centres ({@link Valley})? Slices of one cloud are not.
 *   <li>Are rows nearer to their own group than the same division would make evenly spread rows (silhouette against a
 *       reference, as the gap statistic [1] does with the sum of squares)?
 *   <li>Do two random halves of the rows give the same groups (adjusted Rand index [2])?
 * </ol>
 *
 * <p>The reference is spread evenly in a box around the rows, along the columns or along their principal components,
 * whichever box is smaller. Values that only look grouped because
 * they are whole numbers or words are smoothed first ({@link Smoothing}). At most 2,000 rows, drawn at random, are looked at.
 *
 * <p>Fails on groups that no straight line separates (rings, crescents), and on groups in few of many columns, which the other
 * columns drown: choose columns.
 *
 * @see <a href="https://doi.org/10.1111/1467-9868.00293">[1] Tibshirani, Walther, Hastie: The gap statistic, 2001</a>
 * @see <a href="https://doi.org/10.1162/089976604773717621">[2] Lange et al.: Stability-based validation, 2004</a>
 */
public final class StructureTest {
    private static final int MOST_ROWS = 2000;
    private static final int MOST_GROUPS = 8;
    private static final int REFERENCES = 8;
    private static final int FEWEST_ROWS = 20;

    /** What one number of groups looks like. */
    private record Look(int k, double valley, double silhouette, double stability) {}

    private StructureTest() {}

    /**
     * Looks for groups.
     *
     * @param widths how many columns each feature takes: 1 for a number, more for the one-hot columns of a word
     * @param seed of everything random in it
     */
    public static Structure of(Matrix points, int[] widths, long seed) {
        if (points.rows() < FEWEST_ROWS) {
            return new Structure(false, 1, 0.5, 1, 1, 0, 0, 0, StructureWords.tooFew(points.rows(), FEWEST_ROWS));
        }
        // Not the stream that made the data: simulated rows and simulated places would coincide.
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L + 0x4841_4543_4849L);
        Matrix cloud = tight(Smoothing.of(sample(points, random), widths, random));
        Box box = Box.around(cloud);
        double hopkins = Hopkins.of(cloud, box, random);
        Look[] seen = looks(cloud, random);
        Look[][] byChance = new Look[REFERENCES][];
        for (int i = 0; i < REFERENCES; i++) {
            byChance[i] = looks(box.uniform(cloud.rows(), random), random);
        }
        return judge(seen, byChance, hopkins);
    }

    private static Matrix sample(Matrix points, Random random) {
        if (points.rows() <= MOST_ROWS) {
            return points;
        }
        return points.select(random.ints(0, points.rows())
                .distinct()
                .limit(MOST_ROWS)
                .sorted()
                .toArray());
    }

    /** Along the columns or along the principal components, whichever fits a smaller box around the points. */
    private static Matrix tight(Matrix points) {
        Matrix turned = turned(points);
        double upright = Box.around(points).logVolume();
        boolean isUpright = turned.columns() == points.columns()
                && upright < Box.around(turned).logVolume();
        return isUpright ? points : turned;
    }

    /** Along the principal components; those without any spread are left out. */
    private static Matrix turned(Matrix points) {
        Pca pca = Pca.fit(points);
        int components = (int) Arrays.stream(pca.variances())
                .filter(variance -> variance > 1e-9 * pca.variances()[0])
                .count();
        return pca.project(points, Math.max(1, components));
    }

    private static Look[] looks(Matrix cloud, Random random) {
        int[] order = IntStream.range(0, cloud.rows()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        Matrix one = cloud.select(Arrays.copyOf(order, order.length / 2));
        Matrix two = cloud.select(Arrays.copyOfRange(order, order.length / 2, order.length));
        int most = Math.min(MOST_GROUPS, cloud.rows() / 10);
        Look[] looks = new Look[most - 1];
        for (int k = 2; k <= most; k++) {
            KMeansOptions options = KMeansOptions.of(k)
                    .withRestarts(5)
                    .withSeed(random.nextLong())
                    .withMaxIterations(100);
            KMeansModel first = KMeans.fit(one, options);
            KMeansModel second = KMeans.fit(two, options);
            double valley = (Valley.between(first.centres(), two) + Valley.between(second.centres(), one)) / 2;
            int[] labels = first.predict(two);
            double silhouette = Silhouette.of(two, labels, 500);
            looks[k - 2] = new Look(k, valley, silhouette, Agreement.adjustedRand(labels, second.labels()));
        }
        return looks;
    }

    /** Nearly empty between the groups is enough; half empty must show in the distances as well. */
    private static boolean isThere(Look look, double valleyByChance, double silhouetteByChance) {
        boolean isDeep = look.valley() < Math.min(0.25, valleyByChance - 0.4);
        boolean isHalfDeep = look.valley() < Math.min(0.6, valleyByChance - 0.2);
        boolean isTighter = look.silhouette() > silhouetteByChance + 0.05;
        return look.stability() > 0.75 && (isDeep || isHalfDeep && isTighter);
    }

    private static Structure judge(Look[] seen, Look[][] byChance, double hopkins) {
        Structure best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < seen.length; i++) {
            int at = i;
            double valley = Arrays.stream(byChance)
                    .mapToDouble(looks -> looks[at].valley())
                    .average()
                    .orElse(1);
            double silhouette = Arrays.stream(byChance)
                    .mapToDouble(looks -> looks[at].silhouette())
                    .average()
                    .orElse(0);
            boolean isThere = isThere(seen[i], valley, silhouette);
            double score = (isThere ? 10 : 0) + seen[i].silhouette();
            if (score > bestScore) {
                bestScore = score;
                best = new Structure(
                        isThere,
                        isThere ? seen[i].k() : 1,
                        hopkins,
                        seen[i].valley(),
                        valley,
                        seen[i].silhouette(),
                        silhouette,
                        seen[i].stability(),
                        "");
            }
        }
        return StructureWords.explain(java.util.Objects.requireNonNull(best));
    }
}
