package io.haechi.voice;

import io.haechi.core.data.DataFolder;

/**
 * Which recordings a comparison fits on and measures on.
 *
 * @param fitSplit the split that weights, calibrations and thresholds come from
 * @param split the split that everything is measured on; another one
 * @param isWithSubsets whether to rank every subset of the models too
 */
public record ComparisonOptions(String fitSplit, String split, boolean isWithSubsets) {
    /** Fitted on {@code valid}, measured on {@code test}. */
    public static final ComparisonOptions STANDARD = new ComparisonOptions("valid", "test", false);

    public ComparisonOptions {
        if (fitSplit.equals(split) || fitSplit.equals(DataFolder.ALL) || split.equals(DataFolder.ALL)) {
            throw new IllegalArgumentException("Weights must be fitted on one split and measured on another, got \""
                    + fitSplit + "\" and \"" + split + "\"");
        }
    }
}
