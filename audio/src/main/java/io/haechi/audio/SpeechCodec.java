package io.haechi.audio;

/**
 * Real speech and music coders at one low rate each: what detectors are measured over. Meant for short sounds, which are
 * held in memory; each call starts a child process, which takes about 50 ms.
 */
public enum SpeechCodec {
    /** Adaptive Multi-Rate, narrow band, 12.2 kbit/s: mobile calls of the second and third generation. */
    AMR_NB_12_2("libopencore_amrnb", 8_000, "-b:a 12.2k"),
    /** Adaptive Multi-Rate, wide band, 12.65 kbit/s: "HD voice". */
    AMR_WB_12_65("libvo_amrwbenc", 16_000, "-b:a 12.65k"),
    /** Opus for speech, 8 kbit/s: a messenger's call over a bad connection. */
    OPUS_8K("libopus", 16_000, "-b:a 8k -application voip"),
    /** Opus for speech, 16 kbit/s: a messenger's call or voice note. */
    OPUS_16K("libopus", 16_000, "-b:a 16k -application voip"),
    /** MPEG layer III, mono, 32 kbit/s: a clip that was passed on. */
    MP3_32K("libmp3lame", 16_000, "-b:a 32k");

    /** Rate of what goes in and comes out, in hertz. */
    public static final int SAMPLE_RATE = 16_000;

    private final CoderSetting setting;

    SpeechCodec(String encoder, int rate, String options) {
        this.setting = new CoderSetting(encoder, rate, options);
    }

    /**
     * Coded and decoded samples at 16 kHz, as many as there were; beyond ±1 they are clipped.
     *
     * @throws java.io.UncheckedIOException if the program is missing or fails
     */
    public float[] pass(float[] samples) {
        return setting.pass(samples);
    }
}
