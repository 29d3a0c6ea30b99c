package io.haechi.voice;

import io.haechi.audio.speech.SoundQuality;
import io.haechi.audio.speech.SpeechActivity;
import java.util.ArrayList;
import java.util.List;

/**
 * Listens to one channel as it streams by: speech activity, quality, and every model's logit for each window.
 *
 * <p>Holds one window of sound and a few numbers per window, whatever the recording's length. Windows with next to no
 * speech are not judged (the first few are, so that even a silent recording has a figure to be forced into).
 */
final class ChannelListener {
    /** Windows judged together; larger batches are no quicker on one core. */
    private static final int BATCH = 8;
    /** Seconds of speech without which a window is left out. */
    private static final double WORTH_JUDGING = 0.3;
    /** Windows judged whatever is in them. */
    private static final int ALWAYS = 2;

    /** What was found in one window: when, how much speech, and one logit per model. */
    record Window(double startSeconds, double endSeconds, double speechSeconds, double[] logits) {}

    private record Pending(float[] samples, long start) {}

    private final List<VoiceModel> models;
    private final SpeechActivity activity;
    private final Speaking speaking = new Speaking();
    private final WindowCutter cutter;
    private final List<Pending> pending = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private final WindowOptions options;
    private long heard;
    private int seen;

    ChannelListener(List<VoiceModel> models, WindowOptions options, SpeechActivity activity) {
        this.models = models;
        this.options = options;
        this.activity = activity;
        this.cutter = new WindowCutter(options, this::window);
    }

    void accept(float[] samples, int count) {
        speaking.add(activity.feed(samples, count));
        heard += count;
        cutter.accept(samples, count);
    }

    void finish() {
        speaking.add(activity.finish());
        cutter.finish();
        judge(pending.size());
    }

    /** Speech becomes known up to a second late, so the newest window waits until the next one is there. */
    private void window(float[] samples, long start) {
        pending.add(new Pending(samples, start));
        if (pending.size() > BATCH) {
            judge(BATCH);
        }
    }

    private void judge(int count) {
        List<Pending> due = pending.subList(0, count);
        List<Pending> worth = new ArrayList<>();
        for (Pending window : due) {
            if (seen++ < ALWAYS || speech(window) >= WORTH_JUDGING) {
                worth.add(window);
            }
        }
        due.clear();
        if (worth.isEmpty()) {
            return;
        }
        List<float[]> samples = worth.stream().map(Pending::samples).toList();
        double[][] byModel = models.stream().map(model -> model.logits(samples)).toArray(double[][]::new);
        for (int w = 0; w < worth.size(); w++) {
            double[] logits = new double[models.size()];
            for (int m = 0; m < logits.length; m++) {
                logits[m] = byModel[m][w];
            }
            double start = (double) worth.get(w).start() / Voice.SAMPLE_RATE;
            double end = Math.min(start + options.seconds(), seconds());
            windows.add(new Window(start, end, speech(worth.get(w)), logits));
        }
    }

    private double speech(Pending window) {
        double from = (double) window.start() / Voice.SAMPLE_RATE;
        return speaking.seconds(from, from + options.seconds());
    }

    double seconds() {
        return (double) heard / Voice.SAMPLE_RATE;
    }

    double speechSeconds() {
        return activity.speechSeconds();
    }

    SoundQuality quality() {
        return activity.quality();
    }

    List<Window> windows() {
        return windows;
    }

    /** Each model's opinion of the whole channel, in the models' order. */
    List<ModelOpinion> opinions() {
        List<ModelOpinion> opinions = new ArrayList<>();
        List<Double> speech = windows.stream().map(Window::speechSeconds).toList();
        for (int m = 0; m < models.size(); m++) {
            int model = m;
            List<Double> logits =
                    windows.stream().map(window -> window.logits()[model]).toList();
            double logit = Pooling.mean(logits, speech);
            VoiceModel voice = models.get(m);
            opinions.add(new ModelOpinion(voice.id(), logit, voice.probability(logit)));
        }
        return opinions;
    }
}
