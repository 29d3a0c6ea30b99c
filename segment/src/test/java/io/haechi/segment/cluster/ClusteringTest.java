package io.haechi.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each method against the plainest way to do the same, on random points. */
class ClusteringTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    static Matrix cloud(long seed, int rows, int columns) {
        Random random = new Random(seed);
        double[] values = new double[rows * columns];
        Arrays.setAll(values, _ -> random.nextGaussian());
        return new Matrix(values, rows, columns);
    }

    /** Three clouds ten apart. */
    static Matrix blobs(long seed, int rows) {
        Matrix cloud = cloud(seed, rows, 2);
        for (int i = 0; i < rows; i++) {
            cloud.values()[2 * i] += i % 3 == 1 ? 10 : 0;
            cloud.values()[2 * i + 1] += i % 3 == 2 ? 10 : 0;
        }
        return cloud;
    }

    /** K-means as it is told: no bounds, no blocks, sums made anew. */
    private static KMeansModel plain(Matrix points, int k) {
        double[] centres = Arrays.copyOf(points.values(), k * points.columns());
        int[] labels = new int[points.rows()];
        Arrays.fill(labels, -1);
        for (int round = 1; ; round++) {
            Matrix now = new Matrix(centres.clone(), k, points.columns());
            int[] next = new KMeansModel(now, labels, 0, 0, false).predict(points);
            boolean isSame = Arrays.equals(labels, next);
            labels = next;
            if (isSame) {
                double inertia = 0;
                for (int i = 0; i < labels.length; i++) {
                    inertia += points.squaredDistance(i, now, labels[i]);
                }
                return new KMeansModel(now, labels, inertia, round, true);
            }
            double[] sums = new double[centres.length];
            int[] sizes = new int[k];
            for (int i = 0; i < labels.length; i++) {
                sizes[labels[i]]++;
                for (int j = 0; j < points.columns(); j++) {
                    sums[labels[i] * points.columns() + j] += points.get(i, j);
                }
            }
            for (int at = 0; at < sums.length; at++) {
                centres[at] = sums[at] / sizes[at / points.columns()];
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void boundsAndThreadsNeverChangeTheAnswer(long seed) {
        // More rows than one stretch holds, and blocks that do not come out even.
        Matrix points = cloud(seed, seed % 4 == 0 ? 40_000 : 700, 1 + (int) (seed % 7));
        int k = 2 + (int) (seed % 9);
        KMeansModel expected = plain(points, k);
        KMeansOptions options = KMeansOptions.of(k).with(Seeding.FIRST);
        KMeansModel one = KMeans.fit(points, options);
        assertThat(one.labels()).isEqualTo(expected.labels());
        assertThat(one.iterations()).isEqualTo(expected.iterations());
        assertThat(one.inertia()).isCloseTo(expected.inertia(), within(1e-7 * expected.inertia()));
        KMeansModel two = KMeans.fit(points, options.withThreads(2));
        assertThat(two.inertia()).isEqualTo(one.inertia());
        assertThat(two.centres().values()).isEqualTo(one.centres().values());
    }

    @Test
    void noClusterStaysEmpty() {
        // Three equal rows first: two of the three centres lose every row to the first.
        Matrix points = Matrix.of(
                new double[] {0, 0}, new double[] {0, 0}, new double[] {0, 0}, new double[] {5, 5}, new double[] {9, 0
                });
        KMeansModel model = KMeans.fit(points, KMeansOptions.of(3).with(Seeding.FIRST));
        assertThat(model.sizes()).containsExactlyInAnyOrder(3, 1, 1);
        assertThat(model.inertia()).isZero();
        assertThatThrownBy(() -> KMeans.fit(points, KMeansOptions.of(6)))
                .hasMessage("Number of clusters must be at most the number of rows, 5; got 6.");
    }

    /** Joins the nearest pair again and again, distances between groups made from all pairs of points. */
    private static double[] plainHeights(Matrix points, Linkage linkage) {
        java.util.List<java.util.List<Integer>> groups = new java.util.ArrayList<>();
        for (int i = 0; i < points.rows(); i++) {
            groups.add(new java.util.ArrayList<>(java.util.List.of(i)));
        }
        double[] heights = new double[points.rows() - 1];
        for (int merge = 0; merge < heights.length; merge++) {
            double least = Double.POSITIVE_INFINITY;
            int first = 0;
            int second = 1;
            for (int a = 0; a < groups.size(); a++) {
                for (int b = a + 1; b < groups.size(); b++) {
                    double distance = distance(points, groups.get(a), groups.get(b), linkage);
                    if (distance < least) {
                        least = distance;
                        first = a;
                        second = b;
                    }
                }
            }
            heights[merge] = least;
            groups.get(first).addAll(groups.remove(second));
        }
        return heights;
    }

    private static double distance(
            Matrix points, java.util.List<Integer> a, java.util.List<Integer> b, Linkage linkage) {
        if (linkage == Linkage.WARD) {
            Matrix first = points.select(a.stream().mapToInt(i -> i).toArray());
            Matrix second = points.select(b.stream().mapToInt(i -> i).toArray());
            double between = Matrix.of(first.means()).squaredDistance(0, Matrix.of(second.means()), 0);
            return Math.sqrt(2.0 * a.size() * b.size() / (a.size() + b.size()) * between);
        }
        var distances = a.stream()
                .flatMapToDouble(i -> b.stream().mapToDouble(j -> Math.sqrt(points.squaredDistance(i, points, j))));
        return switch (linkage) {
            case AVERAGE -> distances.average().orElseThrow();
            case COMPLETE -> distances.max().orElseThrow();
            default -> distances.min().orElseThrow();
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chainsOfNeighboursJoinWhatASearchForTheNearestPairJoins(long seed) {
        Matrix points = cloud(seed, 40, 3);
        for (Linkage linkage : Linkage.values()) {
            assertThat(Hierarchical.fit(points, linkage).heights())
                    .as(linkage.name())
                    .containsExactly(plainHeights(points, linkage), within(1e-9));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMethodFindsThreeCloudsThatStandApart(long seed) {
        Matrix points = blobs(seed, 300);
        int[] truth = new int[300];
        Arrays.setAll(truth, i -> i % 3);
        KMeansOptions three = KMeansOptions.of(3);
        assertThat(Agreement.adjustedRand(KMeans.fit(points, three).labels(), truth))
                .isEqualTo(1);
        assertThat(Agreement.adjustedRand(GaussianMixture.fit(points, three).labels(), truth))
                .isEqualTo(1);
        for (Linkage linkage : Linkage.values()) {
            assertThat(Agreement.adjustedRand(Hierarchical.fit(points, linkage).cut(3), truth))
                    .isEqualTo(1);
        }
        int[] dense = DensityClusters.fit(points, 10);
        int noise = 0;
        for (int i = 0; i < dense.length; i++) {
            noise += dense[i] < 0 ? 1 : 0;
            // Noise is no mistake here: the edge of a cloud may be taken for it.
            dense[i] = dense[i] < 0 ? truth[i] == dense[(i + 3) % 300] ? truth[i] : 3 : dense[i];
        }
        assertThat(noise).isLessThan(90);
        assertThat(Agreement.adjustedRand(dense, truth)).isGreaterThan(0.7);
    }

    @Test
    void silhouetteIsThatOfTheDefinition() {
        // By hand; sklearn.metrics.silhouette_score says 0.6537337662337662 as well, scikit-learn 1.9.
        Matrix points = Matrix.of(new double[] {0}, new double[] {1}, new double[] {4}, new double[] {6});
        double expected = (0.8 + 0.75 + (3.5 - 2) / 3.5 + (5.5 - 2) / 5.5) / 4;
        assertThat(Silhouette.of(points, new int[] {0, 0, 1, 1})).isCloseTo(expected, within(1e-12));
        assertThat(Silhouette.of(points, new int[] {0, 0, 0, 0})).isZero();
    }

    @Test
    void principalComponentsAreOrthogonalAndKeepTheVariance() {
        Matrix points = cloud(3, 500, 6);
        Pca pca = Pca.fit(points);
        double kept = Arrays.stream(pca.variances()).sum();
        double all = 0;
        double[] means = points.means();
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < 6; j++) {
                all += Math.pow(points.get(i, j) - means[j], 2) / points.rows();
            }
        }
        assertThat(kept).isCloseTo(all, within(1e-9));
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                double product = 0;
                for (int j = 0; j < 6; j++) {
                    product += pca.axes().get(a, j) * pca.axes().get(b, j);
                }
                assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void agreementIsOneForTheSameAndAboutZeroForChance() {
        assertThat(Agreement.adjustedRand(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}))
                .isEqualTo(1);
        // sklearn.metrics.adjusted_rand_score
        assertThat(Agreement.adjustedRand(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2}))
                .isCloseTo(0.5714285714285714, within(1e-12));
        Random random = new Random(5);
        int[] one = random.ints(5000, 0, 4).toArray();
        int[] two = random.ints(5000, 0, 4).toArray();
        assertThat(Agreement.adjustedRand(one, two)).isCloseTo(0, within(0.01));
    }
}
