package io.haechi.voice;

import io.haechi.audio.speech.SpeechDetector;
import java.util.BitSet;

/** Remembers in which chunks of 32 ms somebody speaks: one bit each, 14 kB an hour; of a memory, only what it holds. */
final class Speaking {
    private static final double CHUNK_SECONDS = (double) SpeechDetector.CHUNK / SpeechDetector.SAMPLE_RATE;
    private static final float SPEECH = 0.5f;
    /** Chunks forgotten together, since each time the rest is moved. */
    private static final int FORGOTTEN = 1024;

    private BitSet chunks = new BitSet();
    /** Number of the chunk that bit 0 stands for. */
    private long first;

    private int known;
    private long spoken;

    /** Takes the probabilities of speech of the next chunks. */
    void add(float[] probabilities) {
        for (float probability : probabilities) {
            boolean isSpeech = probability >= SPEECH;
            chunks.set(known++, isSpeech);
            spoken += isSpeech ? 1 : 0;
        }
    }

    /** Seconds of speech between two times, to the chunk; nothing of what is not known yet or was forgotten. */
    double seconds(double from, double to) {
        int begin = (int) Math.max(0, Math.round(from / CHUNK_SECONDS) - first);
        int end = (int) Math.min(known, Math.round(to / CHUNK_SECONDS) - first);
        return end <= begin ? 0 : chunks.get(begin, end).cardinality() * CHUNK_SECONDS;
    }

    /** Whether all chunks up to this time are known. */
    boolean isKnown(double to) {
        return first + known >= Math.round(to / CHUNK_SECONDS);
    }

    /** Seconds of speech from the beginning until now, forgotten ones included. */
    double spokenSeconds() {
        return spoken * CHUNK_SECONDS;
    }

    /** What lies before this time will not be asked for any more. */
    void forget(double before) {
        int past = (int) Math.min(known, Math.floor(before / CHUNK_SECONDS) - first);
        if (past >= FORGOTTEN) {
            chunks = chunks.get(past, Math.max(past, chunks.length()));
            first += past;
            known -= past;
        }
    }
}
