package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Which moments and frequencies a verdict hangs on: a map over a stretch of a recording, and the regions that stand out.
 *
 * <p>Found by occlusion (Zeiler and Fergus, 2014): a patch of the log-mel spectrum is replaced by the recording's own
 * background, the detector is asked again, and what the log-odds of a synthetic voice lose is what the patch had carried.
 * Patches of {@link AttributionMap#PATCH_SECONDS} seconds by an eighth of the mel scale from 0 to 8 kHz overlap by half
 * in both directions; a cell of the map is the mean of the patches over it. An ensemble's patch is taken from all its
 * members, whatever picture each of them makes of it, and what changes is their vote. Nothing is asked of a model but its
 * answer, so it works on any. Random masks (RISE, Petsiuk et al., 2018) need thousands of answers per window for a map
 * that is as steady; a gradient needs a network that is still being trained.
 *
 * <p>A region's effect is not read off the map but measured: the whole region is taken out at once. Effects need not add
 * up, since a model can find in one place what it misses in another; and a region that carries much is where this
 * model looks, which is not always where a voice betrays itself.
 *
 * @param startSeconds where the stretch begins in the recording; all times are the recording's
 * @param endSeconds where it ends
 * @param logOdds log-odds of a synthetic voice of this stretch
 * @param logOddsWithout the same without all the regions
 * @param regions what stands out, the largest effect first
 * @param map the effect of each cell
 * @param spectrum the stretch's log-mel spectrum, to draw it on
 * @param looks pictures that models were shown for this
 * @see <a href="https://arxiv.org/abs/1311.2901">Zeiler and Fergus, Visualizing and understanding convolutional networks,
 *     2014</a>
 * @see <a href="https://arxiv.org/abs/1806.07421">Petsiuk, Das and Saenko, RISE, 2018</a>
 */
public record Attribution(
        double startSeconds,
        double endSeconds,
        double logOdds,
        double logOddsWithout,
        List<Region> regions,
        AttributionMap map,
        Spectrum spectrum,
        long looks) {

    /**
     * A rectangle that stands out.
     *
     * @param startSeconds its first moment
     * @param endSeconds its last
     * @param lowHertz its lower edge
     * @param highHertz its upper edge
     * @param effect log-odds of a synthetic voice with it, minus without it: above zero, it sounds synthetic
     */
    public record Region(double startSeconds, double endSeconds, double lowHertz, double highHertz, double effect) {

        /** Where it lies, such as {@code 0:01.2-0:01.8, 2.0-3.5 kHz}. */
        public String place() {
            return String.format(
                    Locale.ROOT,
                    "%s-%s, %.1f-%.1f kHz",
                    time(startSeconds),
                    time(endSeconds),
                    lowHertz / 1000,
                    highHertz / 1000);
        }

        /** What it says, in Korean: for which kind of voice it speaks, and how much. */
        public String korean() {
            return String.format(Locale.ROOT, "%s 쪽으로 로그 오즈 %.1f", effect > 0 ? "합성" : "사람", Math.abs(effect));
        }

        /** The same in English. */
        public String english() {
            return String.format(Locale.ROOT, "%+.1f log-odds, towards %s", effect, effect > 0 ? "synthetic" : "human");
        }

        private static String time(double seconds) {
            long tenths = Math.round(seconds * 10);
            return String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
        }
    }

    /**
     * A log-mel spectrum.
     *
     * @param bands rows, low frequencies first, evenly spaced on the mel scale
     * @param frames columns
     * @param decibels its values, row-major
     */
    public record Spectrum(int bands, int frames, float[] decibels) {}

    public Attribution {
        regions = List.copyOf(regions);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("method", "occlusion");
        json.put("startSeconds", round(startSeconds)).put("endSeconds", round(endSeconds));
        json.put("logOdds", round(logOdds)).put("logOddsWithoutRegions", round(logOddsWithout));
        ArrayNode all = json.putArray("regions");
        for (Region region : regions) {
            all.addObject()
                    .put("startSeconds", round(region.startSeconds()))
                    .put("endSeconds", round(region.endSeconds()))
                    .put("lowHertz", Math.round(region.lowHertz()))
                    .put("highHertz", Math.round(region.highHertz()))
                    .put("effect", round(region.effect()))
                    .put("korean", region.korean())
                    .put("english", region.english());
        }
        json.set("map", map.toJson());
        json.put("looks", looks);
        return json;
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
