package io.haechi.segment;

import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.cluster.Structure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says why there are so many segments. The test of structure asks whether there are groups, of at most 2,000 rows and with the
 * grid of whole numbers and words smoothed away; how many segments are drawn is asked of the rows themselves, or said by the
 * user. So the two may differ, and a reader must not be left alone with that.
 */
final class WhyK {
    private WhyK() {}

    static String of(SegmentOptions options, Structure structure, @Nullable ChoiceOfK choice, int k) {
        if (options.method() == Method.HDBSCAN) {
            return "as many as there are dense regions, by density alone" + beside(structure, k);
        }
        if (options.k() != SegmentOptions.AUTO) {
            return "as many as were asked for" + beside(structure, k);
        }
        if (!structure.found() || choice == null) {
            return "because no groups were seen";
        }
        if (k == structure.groups()) {
            return "as many as groups were seen"
                    + (k == choice.neatest() ? ", and where the silhouette is largest" : but(choice, k));
        }
        return String.format(
                Locale.ROOT,
                "where the silhouette of the rows as they are is largest (%.3f; %.3f at %d); the test above saw %d groups in"
                        + " a smoothed sample and says whether there are groups rather than how many",
                choice.silhouette(k),
                choice.silhouette(structure.groups()),
                structure.groups(),
                structure.groups());
    }

    private static String but(ChoiceOfK choice, int k) {
        return String.format(
                Locale.ROOT,
                "; k-means would be neater in %d (silhouette %.3f; %.3f in %d), which says little where words are among the"
                        + " columns, and nothing of other methods",
                choice.neatest(),
                choice.silhouette(choice.neatest()),
                choice.silhouette(k),
                k);
    }

    private static String beside(Structure structure, int k) {
        if (!structure.found()) {
            return k > 1 ? "; they are slices, no groups were seen" : "";
        }
        if (k == structure.groups()) {
            return ", and as groups were seen";
        }
        if (k == 0) {
            return "; " + structure.groups() + " groups were seen all the same";
        }
        return "; " + structure.groups() + " groups were seen, so "
                + (k > structure.groups()
                        ? "some segments are slices of one group"
                        : k == 1 ? "it holds several" : "some segments hold several groups");
    }
}
