package io.haechi.call.speech.cut;

import io.haechi.audio.speech.SpeechDetector;
import io.haechi.call.speech.cut.Piece.Joint;
import java.util.ArrayList;
import java.util.List;

/** Where to cut chunks that follow each other, and what is between two cuts. */
final class Cuts {
    /** No piece gets shorter than this by a cut, in chunks: one second. */
    private static final int LEAST = 31;

    private Cuts() {}

    /**
     * How many chunks stand before the best place to cut: the middle of the longest silence of the second half, the later
     * of two; if it has none that of the first half; if there is none at all the least loud chunk of the last quarter.
     */
    static int best(List<Chunk> chunks) {
        int half = Math.max(LEAST, chunks.size() / 2);
        int found = longestSilence(chunks, half, chunks.size());
        if (found < 0) {
            found = longestSilence(chunks, Math.min(LEAST, half), half);
        }
        return found < 0 ? leastLoud(chunks, chunks.size() - chunks.size() / 4) : found;
    }

    private static int longestSilence(List<Chunk> chunks, int from, int to) {
        int longest = 0;
        int place = -1;
        int run = 0;
        for (int i = from; i < to; i++) {
            run = chunks.get(i).isQuiet() ? run + 1 : 0;
            if (run > 0 && run >= longest) {
                longest = run;
                place = i + 1 - run / 2;
            }
        }
        // A cut behind the last chunk would leave nothing to begin with; that is as good as any.
        return place;
    }

    private static int leastLoud(List<Chunk> chunks, int from) {
        int place = from;
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < chunks.size(); i++) {
            double energy = chunks.get(i).energy();
            if (energy <= least) {
                least = energy;
                place = i;
            }
        }
        return Math.max(1, place);
    }

    /** Without the silence at the end, but for a margin. */
    static List<Chunk> withoutQuietEnd(List<Chunk> chunks, int margin) {
        int end = chunks.size();
        while (end > 0 && chunks.get(end - 1).isQuiet()) {
            end--;
        }
        return chunks.subList(0, Math.min(chunks.size(), end + margin));
    }

    /** The chunks as one piece, with a joint wherever one does not follow the other. */
    static Piece piece(List<Chunk> chunks) {
        float[] samples = new float[chunks.size() * SpeechDetector.CHUNK];
        List<Joint> joints = new ArrayList<>();
        long expected = -1;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            int at = i * SpeechDetector.CHUNK;
            if (chunk.index() != expected) {
                joints.add(new Joint(at, chunk.index() * SpeechDetector.CHUNK));
            }
            expected = chunk.index() + 1;
            System.arraycopy(chunk.samples(), 0, samples, at, SpeechDetector.CHUNK);
        }
        return new Piece(samples, joints);
    }
}
