package io.haechi.call.speech.cut;

import io.haechi.audio.speech.SpeechActivity;

/** Tells how likely somebody speaks in each chunk of 32 ms of a sound that streams by. */
public interface Voicing {
    /** Hears samples and gives the probabilities, 0 to 1, of the chunks that became known, in order. */
    float[] feed(float[] block, int length);

    /** Ends the sound and gives the probabilities still due. */
    float[] finish();

    /** What this listener says. */
    static Voicing of(SpeechActivity activity) {
        return new Voicing() {
            @Override
            public float[] feed(float[] block, int length) {
                return activity.feed(block, length);
            }

            @Override
            public float[] finish() {
                return activity.finish();
            }
        };
    }
}
