package io.haechi.audio.speech;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Probabilities in, stretches out, by the rules of {@link SpeechOptions}; of all sound or of the last seconds only. */
final class Hysteresis {

    private static final double CHUNK_SECONDS = (double) SpeechDetector.CHUNK / SpeechDetector.SAMPLE_RATE;
    private static final long NONE = -1;

    private final SpeechOptions options;
    private final double memorySeconds;
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private long chunks;
    private long start = NONE;
    private long quietSince = NONE;

    Hysteresis(SpeechOptions options) {
        this(options, Double.POSITIVE_INFINITY);
    }

    Hysteresis(SpeechOptions options, double memorySeconds) {
        this.options = options;
        this.memorySeconds = memorySeconds;
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
            end(stretches, quietSince * CHUNK_SECONDS);
            start = NONE;
            quietSince = NONE;
            forget();
        }
    }

    /** The sound has ended after this many seconds; nothing reaches beyond them. */
    void finish(double soundSeconds) {
        if (start != NONE) {
            end(stretches, (quietSince == NONE ? chunks : quietSince) * CHUNK_SECONDS);
            start = NONE;
        }
        cut(stretches, soundSeconds);
    }

    /** What is known by now; a stretch that is under way is among them with the length it has. */
    List<Stretch> stretches() {
        Deque<Stretch> known = new ArrayDeque<>(stretches);
        if (start != NONE) {
            end(known, (quietSince == NONE ? chunks : quietSince) * CHUNK_SECONDS);
            cut(known, chunks * CHUNK_SECONDS);
        }
        double from = remembered();
        List<Stretch> recent = new ArrayList<>();
        for (Stretch stretch : known) {
            if (stretch.endSeconds() > from) {
                recent.add(stretch.startSeconds() >= from ? stretch : new Stretch(from, stretch.endSeconds()));
            }
        }
        return recent;
    }

    private double remembered() {
        return Math.max(0, chunks * CHUNK_SECONDS - memorySeconds);
    }

    private void forget() {
        while (!stretches.isEmpty() && stretches.getFirst().endSeconds() <= remembered()) {
            stretches.removeFirst();
        }
    }

    /** The stretch that began at {@code start} ends here. */
    private void end(Deque<Stretch> known, double endSeconds) {
        double startSeconds = start * CHUNK_SECONDS;
        if (endSeconds - startSeconds < options.minSpeechSeconds()) {
            return;
        }
        double from = Math.max(0, startSeconds - options.paddingSeconds());
        double to = endSeconds + options.paddingSeconds();
        if (!known.isEmpty() && known.getLast().endSeconds() >= from) {
            from = known.removeLast().startSeconds();
        }
        known.addLast(new Stretch(from, to));
    }

    private static void cut(Deque<Stretch> known, double soundSeconds) {
        if (!known.isEmpty() && known.getLast().endSeconds() > soundSeconds) {
            double from = known.removeLast().startSeconds();
            if (from < soundSeconds) {
                known.addLast(new Stretch(from, soundSeconds));
            }
        }
    }
}
