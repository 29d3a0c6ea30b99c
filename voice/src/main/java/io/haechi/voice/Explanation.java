package io.haechi.voice;

import io.haechi.core.Evidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a verdict hangs on, found by taking things away (occlusion, Zeiler and Fergus, 2014).
 *
 * <p>In time: the window evidence, which the verdict is a mean of. In frequency: a band is removed from the sound by a
 * linear-phase filter and the recording is judged again; the change in log-odds is what that band had contributed.
 * Works on any model, since it only touches the sound. Bands interact, so effects need not add up to the whole.
 *
 * @param hearing the verdict being explained
 * @param channel the channel it is about, from one
 * @param windows the channel's windows, the most synthetic-sounding first
 * @param bands what each frequency band contributes, the largest effect first
 */
public record Explanation(Hearing hearing, int channel, List<Evidence> windows, List<BandEffect> bands) {
    /** Only this much of a recording is judged again and again: enough for ten windows, quick enough to wait for. */
    static final double LONGEST_SECONDS = 20;

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

    static Explanation of(VoiceDetector detector, Path recording) {
        Hearing hearing = detector.hear(recording);
        Hearing.Channel channel = hearing.channels().stream()
                .filter(candidate -> candidate.verdict().equals(hearing.verdict()))
                .findFirst()
                .orElseThrow();
        float[] samples = Excerpt.read(recording, channel.number() - 1, LONGEST_SECONDS);
        double whole = detector.logit(Excerpt.sound(samples));
        List<BandEffect> bands = new ArrayList<>();
        for (int i = 0; i + 1 < EDGES.length; i++) {
            float[] without = BandStop.apply(samples, EDGES[i], EDGES[i + 1], Voice.SAMPLE_RATE);
            bands.add(new BandEffect(EDGES[i], EDGES[i + 1], whole - detector.logit(Excerpt.sound(without))));
        }
        bands.sort(Comparator.comparingDouble(band -> -Math.abs(band.effect())));
        List<Evidence> windows = channel.verdict().evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .sorted(Comparator.comparingDouble(Evidence::probability).reversed())
                .toList();
        return new Explanation(hearing, channel.number(), windows, bands);
    }
}
