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
 * A real speech or music coder at one setting, run by the {@code ffmpeg} program in a child process that codes and decodes
 * in one go.
 *
 * <p>The same samples give the same result, bit for bit on one machine; there is no dither and one thread. What comes back
 * lines up with what went in to within 2 ms for the settings of {@link SpeechCodec}. Each run starts the program anew,
 * which takes about 50 ms, so that many short sounds are best passed together.
 *
 * @param encoder the program's name for the coder
 * @param sampleRate what the coder takes and gives, in hertz: 8,000 or 16,000
 * @param options the program's options for it, with spaces between; empty for none
 */
public record CoderSetting(String encoder, int sampleRate, String options) {
    private static final int OUTSIDE = SpeechCodec.SAMPLE_RATE;

    /** Far more than it ever takes; a machine under heavy load may let a child wait for minutes. */
    private static final Duration BUDGET = Duration.ofMinutes(10);

    /** Silence behind each sound, in which it comes out of the coder and is forgotten before the next one. */
    private static final double FLUSH_SECONDS = 0.2;

    /** Sounds begin at multiples of two of the coders' frames of 20 ms, as they would by themselves. */
    private static final double GRID_SECONDS = 0.04;

    public CoderSetting {
        if (sampleRate != 8_000 && sampleRate != 16_000) {
            throw new IllegalArgumentException("A coder's rate must be 8000 or 16000 Hz, got " + sampleRate);
        }
        if (encoder.isBlank()) {
            throw new IllegalArgumentException("A coder must have a name, got none");
        }
    }

    /**
     * Coded and decoded samples at 16 kHz, as many as there were; beyond ±1 they are clipped.
     *
     * @throws UncheckedIOException if the program is missing or fails
     */
    public float[] pass(float[] samples) {
        return passAll(List.of(samples)).getFirst();
    }

    /**
     * Several sounds, one after the other with silence between, in one run of the program and in memory. A sound's result
     * depends a little on those before it, since coders adapt.
     *
     * @return as many sounds of the same lengths
     * @throws UncheckedIOException if the program is missing or fails
     */
    public List<float[]> passAll(List<float[]> sounds) {
        List<float[]> fed = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < sounds.size(); i++) {
            float[] sound = Resampler.resample(sounds.get(i), OUTSIDE, sampleRate);
            int flushed = sound.length + (int) (FLUSH_SECONDS * sampleRate);
            fed.add(Arrays.copyOf(sound, i + 1 < sounds.size() ? onGrid(flushed) : flushed));
            length = Math.addExact(length, fed.getLast().length);
        }
        Sound heard = run(joined(fed, length));
        float[] back = Resampler.resample(heard.channels()[0], heard.sampleRate(), OUTSIDE);
        List<float[]> passed = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < fed.size(); i++) {
            int from = Math.min(start, back.length);
            int to = Math.min(from + sounds.get(i).length, back.length);
            passed.add(Arrays.copyOf(Arrays.copyOfRange(back, from, to), sounds.get(i).length));
            start += fed.get(i).length * (OUTSIDE / sampleRate);
        }
        return passed;
    }

    private int onGrid(int samples) {
        int grid = (int) (GRID_SECONDS * sampleRate);
        return (samples + grid - 1) / grid * grid;
    }

    private static float[] joined(List<float[]> parts, int length) {
        float[] all = new float[length];
        int start = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, start, part.length);
            start += part.length;
        }
        return all;
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
        try (WavReader reader = WavReader.open(encoder, child.output(), -1)) {
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
        add(arguments, "-f f32le -ar " + sampleRate + " -ch_layout mono -i pipe:0");
        add(arguments, "-map 0:a -c:a " + encoder);
        add(arguments, options);
        add(arguments, "-threads 1 -f null -");
        add(arguments, "-dec 0:0 -filter_complex [dec:0]anull[heard] -map [heard]");
        add(arguments, "-bitexact -c:a pcm_f32le -f wav pipe:1");
        return arguments;
    }

    private static void add(List<String> arguments, String words) {
        if (!words.isBlank()) {
            arguments.addAll(List.of(words.strip().split(" +", -1)));
        }
    }

    private static byte[] bytes(float[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putFloat(Math.clamp(sample, -1f, 1f));
        }
        return bytes.array();
    }
}
