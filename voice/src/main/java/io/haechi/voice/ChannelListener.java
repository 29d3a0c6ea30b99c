package io.haechi.voice;

import io.haechi.audio.speech.SoundQuality;
import io.haechi.audio.speech.SpeechActivity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one channel as it streams by: speech activity, quality, and every model's logit for each window.
 *
 * <p>Holds one window of sound and a few numbers per window: of the whole recording, or of the last seconds if it is given
 * a memory. Windows with next to no speech are not judged (the first few are, so that even a silent recording has a figure
 * to be forced into).
 */
final class ChannelListener {
    /** Windows judged together; larger batches are no quicker on one core. */
    private static final int BATCH = 8;
    /** Seconds of speech without which a window is left out. */
    private static final double WORTH_JUDGING = 0.3;
    /** Windows judged whatever is in them. */
    private static final int ALWAYS = 2;
    /** From here on windows of a whole recording overlap as little as may be: of a short one their mean is steadier, a long one has enough. */
    static final double OVERLAPPING_SECONDS = 30;

    /** What was found in one window: when, how much speech, and one logit per model. */
    record Window(double startSeconds, double endSeconds, double speechSeconds, double[] logits) {}

    /** How a window sounds, for windows that do not overlap. */
    private record Sounding(long start, double[] timbre) {}

    private record Pending(float[] samples, long start) {}

    private record Judged(long start, double[] logits) {}

    private final List<VoiceModel> models;
    private final SpeechActivity activity;
    private final double memorySeconds;
    private final Speaking speaking = new Speaking();
    private final WindowCutter cutter;
    private final List<Pending> pending = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();
    private final List<Sounding> soundings = new ArrayList<>();
    private final WindowOptions options;
    private long heard;
    private int seen;
    private long lastBegan;
    /** The newest window if it was passed over; judged after all if the sound ends with it. */
    private @Nullable Pending passedOver;

    private boolean isFinished;

    /** Remembers the whole recording. */
    ChannelListener(List<VoiceModel> models, WindowOptions options, SpeechActivity activity) {
        this(models, options, activity, Double.POSITIVE_INFINITY);
    }

    /**
     * Remembers what began in the last seconds before now.
     *
     * @param activity with the same memory
     */
    ChannelListener(List<VoiceModel> models, WindowOptions options, SpeechActivity activity, double memorySeconds) {
        this.models = models;
        this.options = options;
        this.activity = activity;
        this.memorySeconds = memorySeconds;
        this.cutter = new WindowCutter(options, this::window);
    }

    void accept(float[] samples, int count) {
        speaking.add(activity.feed(samples, count));
        heard += count;
        cutter.accept(samples, count);
    }

    /** Judges what could wait for more, and forgets what is too old: for whoever wants to know where things stand now. */
    void catchUp() {
        speaking.add(activity.catchUp());
        judge(pending.size());
        double from = fromSeconds();
        judged.removeIf(window -> startSeconds(window.start()) < from);
        soundings.removeIf(window -> startSeconds(window.start()) < from);
        speaking.forget(from);
    }

    void finish() {
        speaking.add(activity.finish());
        cutter.finish();
        if (passedOver != null) {
            pending.add(passedOver);
        }
        isFinished = true;
        catchUp();
    }

    /** Speech becomes known up to a second late, so the newest window waits until the next one is there. */
    private void window(float[] samples, long start) {
        boolean leavesNoGap = start > 0 && start + options.hop() <= lastBegan + options.length();
        if (leavesNoGap && isSparse(startSeconds(start))) {
            passedOver = new Pending(samples, start);
            return;
        }
        passedOver = null;
        lastBegan = start;
        pending.add(new Pending(samples, start));
        if (pending.size() > BATCH) {
            judge(BATCH);
        }
    }

    /** Of the first windows: judges those with speech, drops those without, keeps those of which it is not known yet. */
    private void judge(int count) {
        List<Pending> worth = new ArrayList<>();
        List<Pending> unknown = new ArrayList<>();
        List<Pending> due = pending.subList(0, count);
        for (Pending window : due) {
            if (seen < ALWAYS || speech(window.start()) >= WORTH_JUDGING) {
                worth.add(window);
                seen++;
            } else if (!isFinished && !speaking.isKnown(startSeconds(window.start()) + options.seconds())) {
                unknown.add(window);
            }
        }
        due.clear();
        pending.addAll(0, unknown);
        if (!worth.isEmpty()) {
            judge(worth);
        }
    }

    private void judge(List<Pending> worth) {
        List<float[]> samples = worth.stream().map(Pending::samples).toList();
        double[][] byModel = models.stream().map(model -> model.logits(samples)).toArray(double[][]::new);
        for (int w = 0; w < worth.size(); w++) {
            double[] logits = new double[models.size()];
            for (int m = 0; m < logits.length; m++) {
                logits[m] = byModel[m][w];
            }
            judged.add(new Judged(worth.get(w).start(), logits));
            sound(worth.get(w));
        }
    }

    /** Only where all is remembered: what is told live has to follow every second. */
    private boolean isSparse(double seconds) {
        return Double.isInfinite(memorySeconds) && seconds >= OVERLAPPING_SECONDS;
    }

    private void sound(Pending window) {
        if (soundings.isEmpty() || window.start() >= soundings.getLast().start() + options.length()) {
            soundings.add(new Sounding(window.start(), Timbre.of(window.samples())));
        }
    }

    private static double startSeconds(long start) {
        return (double) start / Voice.SAMPLE_RATE;
    }

    private double speech(long start) {
        double from = startSeconds(start);
        return speaking.seconds(from, from + options.seconds());
    }

    double seconds() {
        return (double) heard / Voice.SAMPLE_RATE;
    }

    /** Where memory begins: 0 unless more was heard than it holds. */
    double fromSeconds() {
        return Math.max(0, seconds() - memorySeconds);
    }

    /** Seconds of speech within memory. */
    double speechSeconds() {
        return activity.speechSeconds();
    }

    /** Seconds of speech from the beginning on, whatever was forgotten since. */
    double spokenSeconds() {
        return speaking.spokenSeconds();
    }

    SoundQuality quality() {
        return activity.quality();
    }

    /** The windows within memory that were judged, in order of time, with the speech that is known by now. */
    List<Window> windows() {
        return judged.stream().map(this::view).toList();
    }

    private Window view(Judged window) {
        double start = startSeconds(window.start());
        double end = Math.min(start + options.seconds(), seconds());
        return new Window(start, end, speech(window.start()), window.logits());
    }

    /** How the channel sounds where somebody speaks; null if no window within memory was judged. */
    double @Nullable [] timbre() {
        if (soundings.isEmpty()) {
            return null;
        }
        return Timbre.mean(
                soundings.stream().map(Sounding::timbre).toList(),
                soundings.stream().map(window -> speech(window.start())).toList());
    }

    /** Speech in a window; that in overlapping windows is heard more than once and counts as much less. */
    private double weight(Window window) {
        double share = isSparse(window.startSeconds()) ? 1 : (double) options.hop() / options.length();
        return window.speechSeconds() * share;
    }

    /** Each model's opinion of the whole channel, in the models' order. */
    List<ModelOpinion> opinions() {
        List<Window> windows = windows();
        List<ModelOpinion> opinions = new ArrayList<>();
        List<Double> speech = windows.stream().map(this::weight).toList();
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
