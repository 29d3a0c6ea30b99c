package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.audio.features.MelFilters;
import java.util.ArrayList;
import java.util.List;

/**
 * Effects in time and frequency: cells of {@value #CELL_SECONDS} seconds by a sixteenth of the mel scale from 0 to 8 kHz,
 * which is 190 Hz below 1 kHz and 1.3 kHz at the top.
 *
 * @param startSeconds where the first column begins in the recording
 * @param endSeconds where the last one ends
 * @param effects {@code [band][column]}, low frequencies first: log-odds of a synthetic voice that a patch here carries
 */
public record AttributionMap(double startSeconds, double endSeconds, double[][] effects) {
    /** Length of a cell. */
    public static final double CELL_SECONDS = 0.2;

    /** Length of a patch: two cells. */
    public static final double PATCH_SECONDS = 2 * CELL_SECONDS;

    /** Upper edge of the highest band. */
    public static final double TOP_HERTZ = Voice.SAMPLE_RATE / 2.0;

    private static final int BANDS = 16;
    private static final int CELLS_PER_PATCH = 2;

    public AttributionMap {
        if (effects.length != BANDS) {
            throw new IllegalArgumentException("A map has " + BANDS + " bands, got " + effects.length);
        }
    }

    /** Number of columns. */
    public int columns() {
        return effects[0].length;
    }

    /** When a column begins; for one beyond the last, when that ends. */
    public double seconds(int column) {
        return Math.min(endSeconds, startSeconds + column * CELL_SECONDS);
    }

    /** Lower edge of a band; for one beyond the highest, its upper edge. */
    public static double hertz(int band) {
        return MelFilters.hertz(MelFilters.mel(TOP_HERTZ) * band / BANDS);
    }

    /**
     * The patches whose effects make a map of a sound this long, in an order that {@link #of} knows: two columns by two
     * bands, begun at each. Those at the edges reach beyond the map and are cut, so that four lie over every cell.
     */
    static List<Patch> patches(double seconds) {
        List<Patch> patches = new ArrayList<>();
        for (int column = -1; column < columns(seconds); column++) {
            for (int band = -1; band < BANDS; band++) {
                patches.add(new Patch(
                        Math.max(0, column) * CELL_SECONDS,
                        (column + CELLS_PER_PATCH) * CELL_SECONDS,
                        hertz(Math.max(0, band)),
                        hertz(Math.min(BANDS, band + CELLS_PER_PATCH))));
            }
        }
        return patches;
    }

    private static int columns(double seconds) {
        return Math.max(1, (int) Math.ceil(seconds / CELL_SECONDS - 1e-9));
    }

    /**
     * The map of a sound.
     *
     * @param startSeconds where the sound begins in its recording
     * @param seconds its length
     * @param patchEffects one for each of its {@link #patches}
     */
    static AttributionMap of(double startSeconds, double seconds, double[] patchEffects) {
        double[][] means = new double[BANDS][columns(seconds)];
        for (int patch = 0; patch < patchEffects.length; patch++) {
            for (int cell = 0; cell < CELLS_PER_PATCH * CELLS_PER_PATCH; cell++) {
                int column = patch / (BANDS + 1) - 1 + cell / CELLS_PER_PATCH;
                int band = patch % (BANDS + 1) - 1 + cell % CELLS_PER_PATCH;
                if (column >= 0 && column < means[0].length && band >= 0 && band < BANDS) {
                    means[band][column] += patchEffects[patch] / (CELLS_PER_PATCH * CELLS_PER_PATCH);
                }
            }
        }
        return new AttributionMap(startSeconds, startSeconds + seconds, means);
    }

    /** The largest effect of a cell, whatever its sign. */
    public double largest() {
        double largest = 0;
        for (double[] row : effects) {
            for (double effect : row) {
                largest = Math.max(largest, Math.abs(effect));
            }
        }
        return largest;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("cellSeconds", CELL_SECONDS).put("patchSeconds", PATCH_SECONDS);
        ArrayNode edges = json.putArray("hertz");
        for (int band = 0; band <= BANDS; band++) {
            edges.add(Math.round(hertz(band)));
        }
        ArrayNode rows = json.putArray("effects");
        for (double[] row : effects) {
            ArrayNode cells = rows.addArray();
            for (double effect : row) {
                cells.add(Math.round(effect * 1e4) / 1e4);
            }
        }
        return json;
    }
}
