package io.haechi.segment.features;

import io.haechi.segment.table.MissingPolicy;
import io.haechi.segment.table.Scaling;
import java.util.Set;

/**
 * How a table becomes numbers.
 *
 * @param scaling of numbers and dates; one-hot columns stay 0 and 1
 * @param logs names of the columns whose logarithm is taken
 * @param missing what is done with rows that lack a value
 */
public record FeatureOptions(Scaling scaling, Set<String> logs, MissingPolicy missing) {
    /** Standardised, rows with gaps left out. */
    public static final FeatureOptions STANDARD = new FeatureOptions(Scaling.STANDARD, Set.of(), MissingPolicy.DROP);

    /** More words than this in one column are refused. */
    public static final int MOST_LEVELS = 200;

    public FeatureOptions {
        logs = Set.copyOf(logs);
    }
}
