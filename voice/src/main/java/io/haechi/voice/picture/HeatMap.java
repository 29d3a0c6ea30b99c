package io.haechi.voice.picture;

import io.haechi.voice.Attribution;
import io.haechi.voice.AttributionMap;
import java.util.Arrays;

/** The pixels of the plot: the spectrum in grey, loud is dark; over it the effects, between cells as a straight line. */
final class HeatMap {
    static final int SYNTHETIC = 0xD55E00;
    static final int HUMAN = 0x0072B2;

    private static final double STRONGEST = 0.8;
    private static final int LIGHTEST = 250;
    private static final int DARKEST = 60;
    private static final int LEAST_COLUMNS = 400;
    private static final int MOST_COLUMNS = 1000;
    private static final int ROWS_PER_BAND = 2;

    private HeatMap() {}

    static Raster of(Attribution attribution, double scale) {
        Attribution.Spectrum spectrum = attribution.spectrum();
        int width = Math.clamp(spectrum.frames(), LEAST_COLUMNS, MOST_COLUMNS);
        int height = spectrum.bands() * ROWS_PER_BAND;
        float[] sorted = spectrum.decibels().clone();
        Arrays.sort(sorted);
        double low = sorted[sorted.length / 20];
        double high = Math.max(low + 20, sorted[(int) (0.995 * (sorted.length - 1))]);
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            int band = (height - 1 - y) / ROWS_PER_BAND;
            for (int x = 0; x < width; x++) {
                int frame = x * spectrum.frames() / width;
                double level = (spectrum.decibels()[band * spectrum.frames() + frame] - low) / (high - low);
                double effect = effect(attribution.map(), (x + 0.5) / width, 1 - (y + 0.5) / height);
                rgb[y * width + x] = colour(Math.clamp(level, 0, 1), effect / scale);
            }
        }
        return new Raster(width, height, rgb);
    }

    /** The effect at a place given as shares of the map's length and height, straight between the middles of cells. */
    private static double effect(AttributionMap map, double along, double up) {
        double columns = (map.endSeconds() - map.startSeconds()) / AttributionMap.CELL_SECONDS;
        double column = Math.clamp(along * columns - 0.5, 0, map.columns() - 1);
        double band = Math.clamp(up * map.effects().length - 0.5, 0, map.effects().length - 1);
        int left = (int) column;
        int below = (int) band;
        double low = between(map.effects()[below], left, column - left);
        double high = between(map.effects()[Math.min(below + 1, map.effects().length - 1)], left, column - left);
        return low + (band - below) * (high - low);
    }

    private static double between(double[] row, int left, double share) {
        return row[left] + share * (row[Math.min(left + 1, row.length - 1)] - row[left]);
    }

    /**
     * The colour of a level with an effect on it.
     *
     * @param level 0 for quiet to 1 for loud
     * @param effect -1 to 1, human to synthetic; beyond as at the ends
     */
    static int colour(double level, double effect) {
        double grey = LIGHTEST + level * (DARKEST - LIGHTEST);
        double share = STRONGEST * Math.min(1, Math.abs(effect));
        int hue = effect > 0 ? SYNTHETIC : HUMAN;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= (int) Math.round((1 - share) * grey + share * (hue >> shift & 0xFF)) << shift;
        }
        return mixed;
    }
}
