package io.haechi.voice;

import io.haechi.audio.features.FrontEnd;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes patches out of the samples, for front ends that make no log-mel spectrum: the sound is faded over, within 5 ms, to
 * itself without the band ({@link BandStop}), and back. What is taken out leaves silence in its band.
 */
final class WaveOccluder implements Occluder {
    private static final double FADE_SECONDS = 0.005;

    private record Band(double lowHertz, double highHertz) {}

    private final FrontEnd frontEnd;
    private final ExcerptWindows windows;
    /** What a band contributes to the sound, sample by sample. */
    private final Map<Band, float[]> contributions = new ConcurrentHashMap<>();

    WaveOccluder(FrontEnd frontEnd, ExcerptWindows windows) {
        this.frontEnd = frontEnd;
        this.windows = windows;
    }

    @Override
    public void picture(int window, List<Patch> without, float[] into, int offset) {
        float[] samples = windows.window(window);
        for (Patch patch : without) {
            float[] contribution = contribution(patch);
            for (int i = 0; i < samples.length; i++) {
                double share = share(patch, windows.seconds(window, i));
                if (share > 0) {
                    int at = (int) Math.round(windows.seconds(window, i) * Voice.SAMPLE_RATE);
                    samples[i] -= (float) (share * contribution[at]);
                }
            }
        }
        frontEnd.apply(samples, 0, samples.length, into, offset);
    }

    /** How much of a patch is gone at this time: all of it within, less and less in the 5 ms outside its edges. */
    private static double share(Patch patch, double seconds) {
        double outside = Math.max(patch.startSeconds() - seconds, seconds - patch.endSeconds());
        return Math.clamp(1 - outside / FADE_SECONDS, 0, 1);
    }

    private float[] contribution(Patch patch) {
        return contributions.computeIfAbsent(new Band(patch.lowHertz(), patch.highHertz()), band -> {
            float[] samples = windows.samples();
            float[] rest = BandStop.apply(samples, band.lowHertz(), band.highHertz(), Voice.SAMPLE_RATE);
            float[] contribution = new float[samples.length];
            for (int i = 0; i < contribution.length; i++) {
                contribution[i] = samples[i] - rest[i];
            }
            return contribution;
        });
    }
}
