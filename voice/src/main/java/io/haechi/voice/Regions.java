package io.haechi.voice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rectangles of a map that stand out: of each sign up to three, each the one whose cells add up to most once two fifths of
 * the map's largest effect are taken from every cell, so that a rectangle does not grow over cells that carry little.
 * Cells of a rectangle belong to no later one.
 */
final class Regions {
    private static final int OF_EACH_SIGN = 3;
    private static final double LEAST_SHARE = 0.4;

    private final AttributionMap map;
    private final boolean[][] isTaken;

    /** Where a region lies, relative to the beginning of the map, and the sign that its cells have there. */
    record Found(Patch patch, int sign) {}

    private record Cells(int column, int columnEnd, int band, int bandEnd, double sum) {}

    private Regions(AttributionMap map) {
        this.map = map;
        this.isTaken = new boolean[map.effects().length][map.columns()];
    }

    static List<Found> of(AttributionMap map) {
        List<Found> found = new ArrayList<>();
        if (map.largest() > 0) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                Regions regions = new Regions(map);
                for (int i = 0; i < OF_EACH_SIGN; i++) {
                    Cells best = regions.best(sign);
                    if (best != null) {
                        regions.take(best);
                        found.add(new Found(regions.patch(best), sign));
                    }
                }
            }
        }
        return found;
    }

    /** For every pair of bands the best run of columns (Kadane); none if no free cell stands out. */
    private @Nullable Cells best(int sign) {
        double threshold = LEAST_SHARE * map.largest();
        Cells best = null;
        for (int band = 0; band < isTaken.length; band++) {
            double[] sums = new double[map.columns()];
            for (int bandEnd = band + 1; bandEnd <= isTaken.length; bandEnd++) {
                for (int column = 0; column < sums.length; column++) {
                    sums[column] += isTaken[bandEnd - 1][column]
                            ? Double.NEGATIVE_INFINITY
                            : sign * map.effects()[bandEnd - 1][column] - threshold;
                }
                Cells run = run(sums, band, bandEnd);
                if (run != null && (best == null || run.sum() > best.sum())) {
                    best = run;
                }
            }
        }
        return best;
    }

    private static @Nullable Cells run(double[] sums, int band, int bandEnd) {
        Cells best = null;
        double sum = 0;
        int start = 0;
        for (int column = 0; column < sums.length; column++) {
            if (sum <= 0) {
                sum = 0;
                start = column;
            }
            sum += sums[column];
            if (sum > 0 && (best == null || sum > best.sum())) {
                best = new Cells(start, column + 1, band, bandEnd, sum);
            }
        }
        return best;
    }

    private void take(Cells cells) {
        for (int band = cells.band(); band < cells.bandEnd(); band++) {
            for (int column = cells.column(); column < cells.columnEnd(); column++) {
                isTaken[band][column] = true;
            }
        }
    }

    private Patch patch(Cells cells) {
        return new Patch(
                map.seconds(cells.column()) - map.startSeconds(),
                map.seconds(cells.columnEnd()) - map.startSeconds(),
                AttributionMap.hertz(cells.band()),
                AttributionMap.hertz(cells.bandEnd()));
    }
}
