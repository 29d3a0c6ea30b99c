package io.haechi.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a detector says of a short sound with parts of it taken out, in log-odds of its calibrated probability.
 *
 * <p>Everything is judged as the detector judges it: every model sees every window, the windows are pooled by the speech in
 * them, the members of an ensemble vote. The speech in a window is counted once, in the whole sound. A window is judged
 * anew only where a patch touches it, in batches.
 */
final class Occlusion {
    /** Pictures judged together. */
    private static final int BATCH = 32;

    private final VoiceDetector detector;
    private final List<ChannelListener.Window> heard;
    private final ExcerptWindows windows;
    private final List<Occluder> occluders;
    private final LongAdder looks = new LongAdder();

    Occlusion(VoiceDetector detector, float[] samples) {
        this.detector = detector;
        this.heard = detector.windows(samples);
        List<Long> starts = heard.stream()
                .map(window -> Math.round(window.startSeconds() * Voice.SAMPLE_RATE))
                .toList();
        this.windows = new ExcerptWindows(samples, detector.window(), starts);
        this.occluders = detector.members().stream()
                .map(model -> Occluder.of(model, windows))
                .toList();
    }

    /** With nothing taken out. */
    double logOdds() {
        return pooled(heard.stream().map(ChannelListener.Window::logits).toList());
    }

    /** Pictures that models have been shown so far. */
    long looks() {
        return looks.sum();
    }

    /** Without each of these sets of patches in turn; windows are shared out among the processors. */
    double[] without(List<List<Patch>> cuts, FitListener listener) {
        List<Integer> numbers = new ArrayList<>();
        for (int w = 0; w < windows.count(); w++) {
            numbers.add(w);
        }
        listener.begins("explaining", numbers.size());
        List<double[][]> logits = Workers.map(numbers, window -> {
            double[][] changed = logits(window, cuts);
            listener.step();
            return changed;
        });
        double[] logOdds = new double[cuts.size()];
        for (int cut = 0; cut < logOdds.length; cut++) {
            int number = cut;
            logOdds[cut] = pooled(logits.stream().map(window -> window[number]).toList());
        }
        return logOdds;
    }

    /** Each model's logit of one window without each of the cuts, as {@code [cut][model]}. */
    private double[][] logits(int window, List<List<Patch>> cuts) {
        double[][] logits = new double[cuts.size()][];
        List<Integer> touched = new ArrayList<>();
        for (int cut = 0; cut < logits.length; cut++) {
            logits[cut] = heard.get(window).logits();
            if (cuts.get(cut).stream().anyMatch(patch -> windows.isTouched(window, patch))) {
                logits[cut] = logits[cut].clone();
                touched.add(cut);
            }
        }
        for (int first = 0; first < touched.size(); first += BATCH) {
            List<Integer> batch = touched.subList(first, Math.min(touched.size(), first + BATCH));
            for (int m = 0; m < occluders.size(); m++) {
                look(m, window, batch, cuts, logits);
            }
        }
        return logits;
    }

    private void look(int member, int window, List<Integer> batch, List<List<Patch>> cuts, double[][] logits) {
        VoiceModel model = detector.members().get(member);
        float[] pictures = new float[batch.size() * model.pictureSize()];
        for (int i = 0; i < batch.size(); i++) {
            occluders.get(member).picture(window, cuts.get(batch.get(i)), pictures, i * model.pictureSize());
        }
        double[] judged = model.logits(pictures, batch.size());
        for (int i = 0; i < judged.length; i++) {
            logits[batch.get(i)][member] = judged[i];
        }
        looks.add(judged.length);
    }

    private double pooled(List<double[]> byWindow) {
        double[] pooled = new double[detector.members().size()];
        List<Double> speech =
                heard.stream().map(ChannelListener.Window::speechSeconds).toList();
        Arrays.setAll(
                pooled,
                m -> Pooling.mean(byWindow.stream().map(logits -> logits[m]).toList(), speech));
        return detector.logOdds(pooled);
    }
}
