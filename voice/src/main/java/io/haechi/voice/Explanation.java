package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Evidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict hangs on, found by taking things away (occlusion, Zeiler and Fergus, 2014).
 *
 * <p>In time: the window evidence, which the verdict is a mean of. In frequency: a band is removed from the sound by a
 * linear-phase filter and the recording is judged again; the change in log-odds is what that band had contributed. In both:
 * {@link Attribution}. All effects are differences in the log-odds of the calibrated probability. Works on any model, since
 * it only touches the sound. Bands interact, so effects need not add up to the whole.
 *
 * <p>Of a recording longer than {@value #LONGEST_SECONDS} seconds, the stretch of that length is explained whose windows
 * speak most for the verdict.
 *
 * @param hearing the verdict being explained
 * @param channel the channel it is about, from one
 * @param startSeconds where the stretch begins that bands and attribution are about
 * @param windows the channel's windows, the most synthetic-sounding first
 * @param bands what each frequency band contributes, the largest effect first
 * @param attribution what each moment and frequency contributes; none if there is too little speech
 */
public record Explanation(
        Hearing hearing,
        int channel,
        double startSeconds,
        List<Evidence> windows,
        List<BandEffect> bands,
        @Nullable Attribution attribution) {
    /** Only this much of a recording is judged again and again: enough for nine windows, quick enough to wait for. */
    static final double LONGEST_SECONDS = 10;

    private static final double[] EDGES = {0, 300, 700, 1300, 2000, 3000, 4000, 5500, 8000};

    /**
     * What one band contributes.
     *
     * @param lowHertz its lower edge
     * @param highHertz its upper edge
     * @param effect log-odds of a synthetic voice with the band, minus without it: above zero, the band sounds synthetic
     */
    public record BandEffect(double lowHertz, double highHertz, double effect) {}

    public Explanation {
        windows = List.copyOf(windows);
        bands = List.copyOf(bands);
    }

    static Explanation of(VoiceDetector detector, Path recording, FitListener listener) {
        Hearing hearing = detector.hear(recording);
        Hearing.Channel channel = hearing.channels().stream()
                .filter(candidate -> candidate.verdict().equals(hearing.verdict()))
                .findFirst()
                .orElseThrow();
        List<Evidence> windows = channel.verdict().evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .toList();
        double start = Excerpt.start(windows, hearing, LONGEST_SECONDS);
        float[] samples = Excerpt.read(recording, channel.number() - 1, start, LONGEST_SECONDS);
        Attribution attribution = channel.speechSeconds() < Limits.LEAST_SPEECH_SECONDS
                ? null
                : Attributing.of(detector, samples, start, listener);
        return new Explanation(
                hearing,
                channel.number(),
                start,
                windows.stream()
                        .sorted(Comparator.comparingDouble(Evidence::probability)
                                .reversed())
                        .toList(),
                bands(detector, samples),
                attribution);
    }

    private static List<BandEffect> bands(VoiceDetector detector, float[] samples) {
        double whole = detector.logOdds(Excerpt.sound(samples));
        List<BandEffect> bands = new ArrayList<>();
        for (int i = 0; i + 1 < EDGES.length; i++) {
            float[] without = BandStop.apply(samples, EDGES[i], EDGES[i + 1], Voice.SAMPLE_RATE);
            bands.add(new BandEffect(EDGES[i], EDGES[i + 1], whole - detector.logOdds(Excerpt.sound(without))));
        }
        bands.sort(Comparator.comparingDouble(band -> -Math.abs(band.effect())));
        return bands;
    }

    /**
     * The hearing's JSON and {@code explainedChannel}, {@code bands} and {@code attribution}, which is null where
     * there is too little speech.
     */
    public ObjectNode toJson() {
        ObjectNode json = hearing.toJson();
        json.put("explainedChannel", channel);
        ArrayNode all = json.putArray("bands");
        bands.forEach(band -> all.addObject()
                .put("lowHertz", band.lowHertz())
                .put("highHertz", band.highHertz())
                .put("effect", Math.round(band.effect() * 1e4) / 1e4));
        json.set("attribution", attribution == null ? json.nullNode() : attribution.toJson());
        return json;
    }
}
