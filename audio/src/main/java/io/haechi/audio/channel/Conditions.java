package io.haechi.audio.channel;

import io.haechi.audio.SpeechCodec;
import io.haechi.audio.augment.AdditiveNoise;
import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Gain;
import io.haechi.audio.augment.SpeedPerturb;
import io.haechi.audio.augment.channel.G711;
import io.haechi.audio.channel.gsm.GsmFullRate;
import java.util.List;
import java.util.stream.Stream;

/** The conditions that detectors are measured under. Figures are only comparable while these stay as they are. */
public final class Conditions {
    /** One seed for all levels of noise: the same noise, only louder. */
    private static final long NOISE_SEED = 17;

    /** The recording as it is. */
    public static final Condition CLEAN =
            new Condition("clean", "the recording as it is", (samples, _) -> samples.clone(), 0);

    private static final Condition G711_A =
            new Condition("g711-a", "G.711 A-law: a fixed line", new G711(G711.Law.A_LAW), 1);
    private static final Condition OPUS_16K = codec("opus-16k", "Opus, 16 kbit/s: a messenger", SpeechCodec.OPUS_16K);
    private static final Condition MP3_32K = codec("mp3-32k", "MP3, 32 kbit/s: passed on", SpeechCodec.MP3_32K);

    /** The robustness matrix: clean first, then every channel at one low rate, noise, a room, speed and cuts. */
    public static final List<Condition> MATRIX = List.of(
            CLEAN,
            G711_A,
            new Condition("g711-mu", "G.711 mu-law: a fixed line", new G711(G711.Law.MU_LAW), 2),
            new Condition("gsm-fr", "GSM 06.10 full rate, 13 kbit/s", new GsmFullRate(), 3),
            codec("amr-nb-12.2", "AMR narrow band, 12.2 kbit/s", SpeechCodec.AMR_NB_12_2),
            codec("amr-wb-12.65", "AMR wide band, 12.65 kbit/s", SpeechCodec.AMR_WB_12_65),
            codec("opus-8k", "Opus, 8 kbit/s: a bad connection", SpeechCodec.OPUS_8K),
            OPUS_16K,
            MP3_32K,
            new Condition("band-8k", "sampled at 8 kHz: nothing above 4 kHz", new EightKilohertz(), 4),
            noise("noise-20", 20),
            noise("noise-10", 10),
            noise("noise-5", 5),
            new Condition("room", "played by a loudspeaker and recorded again in a room", new ReRecording(), 5),
            speed("speed+5", "5 % faster", 1.05),
            speed("speed-5", "5 % slower", 0.95),
            cut("cut-2s", 2),
            cut("cut-1s", 1));

    /** What a verdict has to survive to be called stable: changes that hardly anybody would hear as another recording. */
    public static final List<Condition> REENCODINGS = List.of(
            G711_A,
            OPUS_16K,
            MP3_32K,
            noise("noise-30", 30),
            new Condition("gain-3", "3 dB softer", new Gain(-3, -3), 6));

    private Conditions() {}

    /**
     * The condition of this name from either list.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Condition named(String name) {
        return all().filter(condition -> condition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No condition is called \"" + name + "\"; known are "
                        + String.join(
                                ", ", all().map(Condition::name).distinct().toList())));
    }

    private static Stream<Condition> all() {
        return Stream.concat(MATRIX.stream(), REENCODINGS.stream());
    }

    private static Condition codec(String name, String words, SpeechCodec codec) {
        return new Condition(name, words, (samples, _) -> codec.pass(samples), 0);
    }

    private static Condition noise(String name, double decibels) {
        Augmentation change = new AdditiveNoise(AdditiveNoise.Color.ANY, decibels, decibels);
        return new Condition(
                name, "hiss, rumble or other voices " + (int) decibels + " dB below the recording", change, NOISE_SEED);
    }

    private static Condition speed(String name, String words, double factor) {
        return new Condition(name, words + ", pitch and all", new SpeedPerturb(factor, factor), 0);
    }

    private static Condition cut(String name, int seconds) {
        return new Condition(name, "only the middle " + seconds + " s", new MiddleCut(seconds), 0);
    }
}
