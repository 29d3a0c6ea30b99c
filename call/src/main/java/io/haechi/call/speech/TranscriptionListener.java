package io.haechi.call.speech;

/** Hears how a transcription goes on, from the thread that does it. */
public interface TranscriptionListener {
    /** Does not care. */
    TranscriptionListener NONE = new TranscriptionListener() {};

    /** Something was written down; in the order of time on each channel. */
    default void said(Utterance utterance) {}

    /** So many seconds of the recording are done. */
    default void heard(double seconds) {}
}
