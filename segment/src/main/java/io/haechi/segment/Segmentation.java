package io.haechi.segment;

import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.cluster.Dendrogram;
import io.haechi.segment.cluster.Structure;
import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Segments of a table, and whether they mean anything.
 *
 * @param structure whether there are groups at all
 * @param space how rows become points
 * @param points the rows that were divided
 * @param method how
 * @param tableRows rows of the table, those left out for a gap included
 * @param k how many segments
 * @param whyK why so many, and how that goes together with the groups that the test of structure saw
 * @param labels segment of each point from 0 on; -1 for noise
 * @param centres mean of each segment
 * @param inertia sum of squared distances to the centres, noise left out
 * @param iterations rounds it took, 0 where there are none
 * @param silhouette mean silhouette, 0 for one segment
 * @param profiles one for each segment
 * @param choice the numbers of segments compared, or null if none was asked for
 * @param dendrogram who was joined to whom, or null unless hierarchical
 */
@SuppressWarnings("ArrayRecordComponent")
public record Segmentation(
        Structure structure,
        FeatureSpace space,
        FeatureSpace.Points points,
        Method method,
        int tableRows,
        int k,
        String whyK,
        int[] labels,
        Matrix centres,
        double inertia,
        int iterations,
        double silhouette,
        List<SegmentProfile> profiles,
        @Nullable ChoiceOfK choice,
        @Nullable Dendrogram dendrogram) {

    public Segmentation {
        profiles = List.copyOf(profiles);
    }

    /** How many rows each segment has; with noise they are fewer than there are rows. */
    public int[] sizes() {
        return profiles.stream().mapToInt(SegmentProfile::size).toArray();
    }

    /** Rows of the table that lack a value and were not divided. */
    public int leftOut() {
        return tableRows - labels.length;
    }

    /** Rows that belong to no segment. */
    public int noise() {
        int noise = 0;
        for (int label : labels) {
            noise += label < 0 ? 1 : 0;
        }
        return noise;
    }
}
