package io.haechi.voice;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Makes an {@link Attribution}: first the map, then its regions, each measured whole. */
final class Attributing {
    private static final int SPECTRUM_BANDS = 128;
    /** Log-odds below which a region says nothing that a listener would notice. */
    private static final double WORTH_SAYING = 0.05;

    private record Measured(Patch patch, double effect) {}

    private final float[] samples;
    private final double startSeconds;
    private final double seconds;
    private final Occlusion occlusion;
    private final double whole;

    private Attributing(VoiceDetector detector, float[] samples, double startSeconds) {
        this.samples = samples;
        this.startSeconds = startSeconds;
        this.seconds = (double) samples.length / Voice.SAMPLE_RATE;
        this.occlusion = new Occlusion(detector, samples);
        this.whole = occlusion.logOdds();
    }

    /**
     * Explains a short sound.
     *
     * @param samples at 16 kHz, one at least
     * @param startSeconds where they begin in the recording
     */
    static Attribution of(VoiceDetector detector, float[] samples, double startSeconds, FitListener listener) {
        return new Attributing(detector, samples, startSeconds).run(listener);
    }

    private Attribution run(FitListener listener) {
        double[] effects = effects(AttributionMap.patches(seconds), listener);
        AttributionMap map = AttributionMap.of(startSeconds, seconds, effects);
        List<Measured> regions = regions(map);
        List<Patch> all = regions.stream().map(Measured::patch).toList();
        return new Attribution(
                startSeconds,
                startSeconds + seconds,
                whole,
                occlusion.without(List.of(all), FitListener.SILENT)[0],
                regions.stream().map(this::region).toList(),
                map,
                spectrum(),
                occlusion.looks());
    }

    /** The log-odds that each patch carries. */
    private double[] effects(List<Patch> patches, FitListener listener) {
        double[] without = occlusion.without(patches.stream().map(List::of).toList(), listener);
        return IntStream.range(0, without.length)
                .mapToDouble(i -> whole - without[i])
                .toArray();
    }

    /** A region is finer than a patch: where it says the contrary of its patches, it was not what they found. */
    private List<Measured> regions(AttributionMap map) {
        List<Regions.Found> found = Regions.of(map);
        double[] effects = effects(found.stream().map(Regions.Found::patch).toList(), FitListener.SILENT);
        return IntStream.range(0, effects.length)
                .filter(i -> effects[i] * found.get(i).sign() >= WORTH_SAYING)
                .mapToObj(i -> new Measured(found.get(i).patch(), effects[i]))
                .sorted(Comparator.comparingDouble(region -> -Math.abs(region.effect())))
                .toList();
    }

    private Attribution.Region region(Measured measured) {
        Patch patch = measured.patch();
        return new Attribution.Region(
                startSeconds + patch.startSeconds(),
                startSeconds + patch.endSeconds(),
                patch.lowHertz(),
                patch.highHertz(),
                measured.effect());
    }

    private Attribution.Spectrum spectrum() {
        LogMel logMel = new LogMel(FrameOptions.SPEECH, SPECTRUM_BANDS);
        return new Attribution.Spectrum(SPECTRUM_BANDS, logMel.frames(samples.length), logMel.apply(samples));
    }
}
