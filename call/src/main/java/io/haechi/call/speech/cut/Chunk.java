package io.haechi.call.speech.cut;

/** 32 ms of sound: the how-manieth of the recording, its samples, and how likely somebody speaks in it. */
record Chunk(long index, float[] samples, float probability) {
    private static final float ONSET = 0.5f;
    private static final float OFFSET = 0.35f;

    boolean isSpeech() {
        return probability >= ONSET;
    }

    boolean isQuiet() {
        return probability < OFFSET;
    }

    /** Sum of squares. */
    double energy() {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return sum;
    }
}
