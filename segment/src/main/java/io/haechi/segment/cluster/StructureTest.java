package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

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
    private static final int FEWEST_ROWS = 20;

    /** Fewer rows than this between groups for each one at their centres, or they are not looked at further. */
    private static final double HALF_EMPTY = 0.6;

    private StructureTest() {}

    /**
     * Looks for groups.
     *
     * @param widths how many columns each feature takes: 1 for a number, more for the one-hot columns of a word
     * @param seed of everything random in it
     */
    public static Structure of(Matrix points, int[] widths, long seed) {
        if (points.rows() < FEWEST_ROWS) {
            return new Structure(false, 1, 1, 0.5, 1, 1, 0, 0, 0, StructureWords.tooFew(points.rows(), FEWEST_ROWS));
        }
        // Not the stream that made the data: simulated rows and simulated places would coincide.
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L + 0x4841_4543_4849L);
        Matrix cloud = tight(Smoothing.of(sample(points, random), widths, random));
        Box box = Box.around(cloud);
        double hopkins = Hopkins.of(cloud, box, random);
        Halves halves = Halves.of(cloud, random);
        List<Look> seen = new ArrayList<>();
        for (int k = 2; k <= Math.min(MOST_GROUPS, cloud.rows() / 10); k++) {
            seen.add(halves.look(k, random.nextLong()));
        }
        return judge(seen, new Chance(box, cloud.rows(), random.nextLong()), hopkins);
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

    /** Nearly empty between the groups is enough; half empty must show in the distances as well. */
    private static boolean isThere(Look look, Look byChance) {
        boolean isDeep = look.valley() < Math.min(0.25, byChance.valley() - 0.4);
        boolean isHalfDeep = look.valley() < Math.min(HALF_EMPTY, byChance.valley() - 0.2);
        boolean isTighter = look.silhouette() > byChance.silhouette() + 0.05;
        return isStable(look) && (isDeep || isHalfDeep && isTighter);
    }

    private static boolean isStable(Look look) {
        return look.stability() > 0.75;
    }

    /** Only what could be groups is compared with chance: the comparison is what takes time. */
    private static Structure judge(List<Look> seen, Chance chance, double hopkins) {
        Optional<Look> there = seen.stream()
                .filter(look -> isStable(look) && look.valley() < HALF_EMPTY && isThere(look, chance.look(look.k())))
                .max(Comparator.comparingDouble(Look::silhouette));
        Look best = there.orElseGet(() ->
                seen.stream().max(Comparator.comparingDouble(Look::silhouette)).orElseThrow());
        Look even = chance.look(best.k());
        return StructureWords.explain(new Structure(
                there.isPresent(),
                there.isPresent() ? best.k() : 1,
                best.k(),
                hopkins,
                best.valley(),
                even.valley(),
                best.silhouette(),
                even.silhouette(),
                best.stability(),
                ""));
    }
}
