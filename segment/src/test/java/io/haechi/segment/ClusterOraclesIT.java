package io.haechi.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.segment.cluster.Hierarchical;
import io.haechi.segment.cluster.KMeans;
import io.haechi.segment.cluster.KMeansModel;
import io.haechi.segment.cluster.KMeansOptions;
import io.haechi.segment.cluster.Linkage;
import io.haechi.segment.cluster.Seeding;
import io.haechi.segment.cluster.Silhouette;
import io.haechi.segment.features.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of squares and heights that other programs found on the shop's customers. */
class ClusterOraclesIT {

    private static Matrix data(int columns) {
        return SegmentData.standardised(columns == 5 ? SegmentData.FIVE : SegmentData.TWO);
    }

    @ParameterizedTest(name = "{0} columns, k = {1}")
    @CsvSource({
        "5, 2, 8523.200783",
        "5, 3, 7408.692628",
        "5, 5, 6109.550912",
        "5, 10, 4432.812506",
        "2, 4, 1099.686005",
        "2, 5, 921.828511"
    })
    void lloydFromTheFirstRows(int columns, int k, double expected) {
        KMeansModel model = KMeans.fit(data(columns), KMeansOptions.of(k).with(Seeding.FIRST));
        assertThat(model.inertia()).isCloseTo(expected, within(1e-6));
        assertThat(model.isConverged()).isTrue();
    }

    @ParameterizedTest(name = "{0} columns, k = {1}")
    @CsvSource({
        "5, 2, 8413.7349",
        "5, 3, 7364.1970",
        "5, 5, 6044.0548",
        "5, 10, 4350.7838",
        "2, 4, 1099.6578",
        "2, 5, 921.3588"
    })
    void restartsReachTheBestKnown(int columns, int k, double best) {
        assertThat(KMeans.fit(data(columns), KMeansOptions.of(k)).inertia()).isLessThan(best + 1e-4);
    }

    @ParameterizedTest(name = "{0} columns, {1}")
    @CsvSource({
        "5, WARD, 44.866651", "2, WARD, 52.365179", "5, AVERAGE, 3.87605", "2, AVERAGE, 2.216218",
        "5, COMPLETE, 6.952459", "2, COMPLETE, 5.29143", "5, SINGLE, 1.432315", "2, SINGLE, 0.2516"
    })
    void lastMerges(int columns, Linkage linkage, double expected) {
        double[] heights = Hierarchical.fit(data(columns), linkage).heights();
        assertThat(heights[heights.length - 1]).isCloseTo(expected, within(1e-6));
    }

    @Test
    void silhouettesOfTheTwoColumns() {
        Matrix two = data(2);
        assertThat(Silhouette.of(two, KMeans.fit(two, KMeansOptions.of(4)).labels()))
                .isCloseTo(0.382, within(5e-4));
        assertThat(Silhouette.of(two, KMeans.fit(two, KMeansOptions.of(5)).labels()))
                .isCloseTo(0.373, within(5e-4));
    }

    @Test
    void theCustomersHoldPracticallyNoGroups() {
        List<String> seven = new java.util.ArrayList<>(SegmentData.FIVE);
        seven.add("Gender");
        seven.add("Profession");
        for (List<String> columns : List.of(SegmentData.FIVE, SegmentData.TWO, seven)) {
            Segmentation segments = Segments.fit(SegmentData.customers(columns), SegmentOptions.STANDARD);
            assertThat(segments.structure().found()).as(columns.toString()).isFalse();
            assertThat(segments.structure().why()).startsWith("Practically no groups");
            assertThat(segments.k()).isEqualTo(1);
        }
    }
}
