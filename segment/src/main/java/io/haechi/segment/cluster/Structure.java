package io.haechi.segment.cluster;

/**
 * Whether there are groups, and on what that rests.
 *
 * @param found whether there are
 * @param groups how many, 1 if there are none
 * @param k number of groups of the division that all figures below are of: the best one if there are none
 * @param hopkins Hopkins' statistic: a half if the rows are spread evenly, nearly 1 if they are not
 * @param valley points between neighbouring groups for each one at their centres: 0 if it is empty there
 * @param valleyByChance the same for rows spread evenly
 * @param silhouette of the division into {@code k} groups, of smoothed rows: not that of any segments
 * @param silhouetteByChance the same for rows spread evenly
 * @param stability how alike divisions of random halves are, 0 to 1 (adjusted Rand index)
 * @param why all this in one or two sentences
 */
public record Structure(
        boolean found,
        int groups,
        int k,
        double hopkins,
        double valley,
        double valleyByChance,
        double silhouette,
        double silhouetteByChance,
        double stability,
        String why) {}
