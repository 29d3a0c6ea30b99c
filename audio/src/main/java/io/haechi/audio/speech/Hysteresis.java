package io.haechi.audio.speech;

import java.util.ArrayList;
import java.util.List;

/** Probabilities in, stretches out, by the rules of {@link SpeechOptions}. */
final class Hysteresis {

    private static final double CHUNK_SECONDS = (double) SpeechDetector.CHUNK / SpeechDetector.SAMPLE_RATE;
    private static final long NONE = -1;

    private final SpeechOptions options;
    private final List<Stretch> stretches = new ArrayList<>();
    private long chunks;
    private long start = NONE;
    private long quietSince = NONE;

    Hysteresis(SpeechOptions options) {
        this.options = options;
    }

    /** The next chunk's probability. */
    void hear(float probability) {
        if (probability >= options.onset()) {
            start = start == NONE ? chunks : start;
            quietSince = NONE;
        } else if (start != NONE && probability < options.offset()) {
            quietSince = quietSince == NONE ? chunks : quietSince;
        }
        chunks++;
        if (quietSince != NONE && (chunks - quietSince) * CHUNK_SECONDS >= options.minSilenceSeconds()) {
            end(quietSince * CHUNK_SECONDS);
        }
    }

    /** The sound has ended after this many seconds; nothing reaches beyond them. */
    void finish(double soundSeconds) {
        if (start != NONE) {
            end((quietSince == NONE ? chunks : quietSince) * CHUNK_SECONDS);
        }
        if (!stretches.isEmpty() && stretches.getLast().endSeconds() > soundSeconds) {
            double from = stretches.removeLast().startSeconds();
            if (from < soundSeconds) {
                stretches.add(new Stretch(from, soundSeconds));
            }
        }
    }

    List<Stretch> stretches() {
        return List.copyOf(stretches);
    }

    private void end(double endSeconds) {
        double startSeconds = start * CHUNK_SECONDS;
        start = NONE;
        quietSince = NONE;
        if (endSeconds - startSeconds < options.minSpeechSeconds()) {
            return;
        }
        double from = Math.max(0, startSeconds - options.paddingSeconds());
        double to = endSeconds + options.paddingSeconds();
        if (!stretches.isEmpty() && stretches.getLast().endSeconds() >= from) {
            from = stretches.removeLast().startSeconds();
        }
        stretches.add(new Stretch(from, to));
    }
}
