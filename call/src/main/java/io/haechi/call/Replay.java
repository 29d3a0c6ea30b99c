package io.haechi.call;

import io.haechi.call.data.Noise;
import io.haechi.call.data.TextEntry;
import io.haechi.call.transcript.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plays calls back sentence by sentence: when would there have been an alert, and how often a false one? */
final class Replay {
    /** About twelve seconds of speech: name, greeting and the reason for the call are over. */
    private static final int LEAST_SYLLABLES = 60;
    /**
     * How far the highest probability of any ordinary call on valid is exceeded, in log-odds: valid is small, and a call has many
     * moments at which an alert might be raised.
     */
    private static final double MARGIN = 1.0;

    private Replay() {}

    /** Where a call is called out: a margin above where any ordinary call on valid ever gets. */
    static TextSettings.Alert alert(TextModel model, List<TextEntry> valid) {
        double peak = valid.stream()
                .filter(each -> !each.example().positive())
                .mapToDouble(each -> highest(model, each.text()))
                .max()
                .orElse(0.5);
        double odds = Math.log(peak / Math.max(1e-9, 1 - peak)) + MARGIN;
        double threshold = Math.clamp(1 / (1 + Math.exp(-odds)), 0.5, 0.9999);
        return new TextSettings.Alert(threshold, LEAST_SYLLABLES);
    }

    private static double highest(TextModel model, String text) {
        StreamingScorer stream = new StreamingScorer(model);
        double highest = 0;
        int syllables = 0;
        for (String line : text.lines().toList()) {
            if (!stream.isFollowing()) {
                break;
            }
            StreamingScorer.Update update = stream.hear(line);
            syllables += Limits.syllables(model.normal(line));
            if (syllables >= LEAST_SYLLABLES) {
                highest = Math.max(highest, update.probability());
            }
        }
        return highest;
    }

    /** Plays a split back. */
    static ReplayReport run(
            TextModel model, List<TextEntry> calls, Noise noise, double syllablesPerSecond, FitListener listener) {
        listener.begins("replaying", calls.size());
        List<ReplayReport.Played> played = new ArrayList<>();
        for (TextEntry each : calls) {
            played.add(play(model, each, noise, syllablesPerSecond));
            listener.step();
        }
        return new ReplayReport(model.source().id(), model.source().sha256(), syllablesPerSecond, played);
    }

    private static ReplayReport.Played play(TextModel model, TextEntry call, Noise noise, double syllablesPerSecond) {
        StreamingScorer stream = new StreamingScorer(model);
        int sentences = 0;
        double syllables = 0;
        for (String line : noise.apply(call.text()).lines().toList()) {
            sentences++;
            syllables += Transcript.syllables(line);
            if (stream.isFollowing() && stream.hear(line).isAlert()) {
                return new ReplayReport.Played(call.example(), sentences, syllables / syllablesPerSecond);
            }
        }
        return new ReplayReport.Played(call.example(), -1, syllables / syllablesPerSecond);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
