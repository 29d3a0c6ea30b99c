package io.haechi.voice;

import io.haechi.audio.speech.SpeechDetector;
import java.util.BitSet;

/** Remembers in which chunks of 32 ms somebody speaks: one bit each, 14 kB an hour. */
final class Speaking {
    private static final double CHUNK_SECONDS = (double) SpeechDetector.CHUNK / SpeechDetector.SAMPLE_RATE;
    private static final float SPEECH = 0.5f;

    private final BitSet chunks = new BitSet();
    private int known;

    /** Takes the probabilities of speech of the next chunks. */
    void add(float[] probabilities) {
        for (float probability : probabilities) {
            chunks.set(known++, probability >= SPEECH);
        }
    }

    /** Seconds of speech between two times, to the chunk. */
    double seconds(double from, double to) {
        int first = (int) Math.round(from / CHUNK_SECONDS);
        int last = Math.min(known, (int) Math.round(to / CHUNK_SECONDS));
        return last <= first ? 0 : chunks.get(first, last).cardinality() * CHUNK_SECONDS;
    }
}
