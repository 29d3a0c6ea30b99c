package io.haechi.voice;

import io.haechi.audio.features.MelFrontEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes patches out of the log-mel spectrum, before what a front end may make of it (for cepstra, the cosine transform):
 * they are replaced by the recording's own background, which is the tenth of its frames that are quietest, in turn. Silence,
 * or one level for all frames, would be a hole such as no recording has, and a model would answer to the hole.
 */
final class MelOccluder implements Occluder {
    private static final double QUIET_SHARE = 0.1;

    private final MelFrontEnd frontEnd;
    private final ExcerptWindows windows;
    private final int bands;
    private final int frames;
    private final double[] hertz;
    private final double[][] spectra;
    private final List<double[]> background;

    MelOccluder(MelFrontEnd frontEnd, ExcerptWindows windows) {
        this.frontEnd = frontEnd;
        this.windows = windows;
        this.bands = frontEnd.melBands();
        this.frames = frontEnd.frames(windows.options().length());
        this.hertz = new double[bands];
        for (int band = 0; band < bands; band++) {
            hertz[band] = frontEnd.hertz(band);
        }
        this.spectra = new double[windows.count()][bands * frames];
        for (int w = 0; w < spectra.length; w++) {
            float[] samples = windows.window(w);
            frontEnd.spectrum(samples, 0, samples.length, spectra[w]);
        }
        this.background = quietest();
    }

    /** The quietest frames, in the order of time. */
    private List<double[]> quietest() {
        record Frame(int number, double sum, double[] levels) {}
        List<Frame> all = new ArrayList<>();
        for (double[] spectrum : spectra) {
            for (int frame = 0; frame < frames; frame++) {
                double[] levels = new double[bands];
                double sum = 0;
                for (int band = 0; band < bands; band++) {
                    levels[band] = spectrum[band * frames + frame];
                    sum += levels[band];
                }
                all.add(new Frame(all.size(), sum, levels));
            }
        }
        all.sort(Comparator.comparingDouble(Frame::sum));
        return all.subList(0, (int) Math.ceil(QUIET_SHARE * all.size())).stream()
                .sorted(Comparator.comparingInt(Frame::number))
                .map(Frame::levels)
                .toList();
    }

    @Override
    public void picture(int window, List<Patch> without, float[] into, int offset) {
        double[] spectrum = spectra[window].clone();
        for (Patch patch : without) {
            cover(spectrum, window, patch);
        }
        frontEnd.picture(spectrum, frames, into, offset);
    }

    private void cover(double[] spectrum, int window, Patch patch) {
        int hop = frontEnd.options().hopLength();
        for (int frame = 0; frame < frames; frame++) {
            if (patch.holds(windows.seconds(window, frame * hop))) {
                double[] quiet = background.get(frame % background.size());
                for (int band = 0; band < bands; band++) {
                    if (patch.covers(hertz[band])) {
                        spectrum[band * frames + frame] = quiet[band];
                    }
                }
            }
        }
    }
}
