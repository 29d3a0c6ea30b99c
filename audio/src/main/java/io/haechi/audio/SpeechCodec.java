package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Real speech and music coders at one low rate each, run by the {@code ffmpeg} program in a child process that codes and
 * decodes in one go.
 *
 * <p>The same samples give the same result, bit for bit on one machine; there is no dither and one thread. What comes back
 * lines up with what went in to within 2 ms. Meant for short sounds, which are held in memory; each call starts the program
 * anew, which takes about 50 ms.
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

    /** Far more than it ever takes; a machine under heavy load may let a child wait for minutes. */
    private static final Duration BUDGET = Duration.ofMinutes(10);

    /** Silence behind the sound, so that everything has come out of the coder when it ends. */
    private static final double FLUSH_SECONDS = 0.2;

    private final String encoder;
    private final int rate;
    private final String options;

    SpeechCodec(String encoder, int rate, String options) {
        this.encoder = encoder;
        this.rate = rate;
        this.options = options;
    }

    /**
     * Coded and decoded samples at 16 kHz, as many as there were; beyond ±1 they are clipped.
     *
     * @throws UncheckedIOException if the program is missing or fails
     */
    public float[] pass(float[] samples) {
        float[] fed = Resampler.resample(samples, SAMPLE_RATE, rate);
        float[] padded = Arrays.copyOf(fed, fed.length + (int) (FLUSH_SECONDS * rate));
        Sound heard = run(padded);
        float[] back = Resampler.resample(heard.channels()[0], heard.sampleRate(), SAMPLE_RATE);
        return Arrays.copyOf(back, samples.length);
    }

    private Sound run(float[] samples) {
        try (DecoderChild child = DecoderChild.start(program().command(arguments()), BUDGET, bytes(samples))) {
            Sound heard = heard(child);
            int status = child.exitStatus();
            if (status != 0 || child.isOutOfTime()) {
                throw new IOException(complaint(child, status));
            }
            return heard;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The coder " + encoder + " cannot be run (" + e.getMessage() + "); try 'haechi doctor'.", e);
        }
    }

    private Sound heard(DecoderChild child) throws IOException {
        try (WavReader reader = WavReader.open(name(), child.output(), -1)) {
            return SoundFile.rest(reader);
        } catch (UnreadableInputException | WavHeader.ForeignCoding e) {
            throw new IOException(complaint(child, child.exitStatus()), e);
        }
    }

    private static String complaint(DecoderChild child, int status) {
        if (child.isOutOfTime()) {
            return "it did not answer for " + LimitedStream.words(BUDGET);
        }
        String talk = child.talk().strip();
        return talk.isEmpty() ? "exit status " + status : talk;
    }

    private FfmpegProgram program() throws IOException {
        try {
            return FfmpegProgram.find(encoder);
        } catch (UnreadableInputException e) {
            throw new IOException("the library org.bytedeco:ffmpeg is not installed for this platform", e);
        }
    }

    /** One input, coded to nowhere, and what a decoder makes of what was coded. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "-nostdin -hide_banner -nostats -loglevel error -threads 1 -filter_complex_threads 1");
        add(arguments, "-timelimit " + BUDGET.toSeconds() + " -protocol_whitelist pipe");
        add(arguments, "-f f32le -ar " + rate + " -ch_layout mono -i pipe:0");
        add(arguments, "-map 0:a -c:a " + encoder + " " + options + " -threads 1 -f null -");
        add(arguments, "-dec 0:0 -filter_complex [dec:0]anull[heard] -map [heard]");
        add(arguments, "-bitexact -c:a pcm_f32le -f wav pipe:1");
        return arguments;
    }

    private static void add(List<String> arguments, String words) {
        arguments.addAll(List.of(words.split(" ", -1)));
    }

    private static byte[] bytes(float[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putFloat(Math.clamp(sample, -1f, 1f));
        }
        return bytes.array();
    }
}
