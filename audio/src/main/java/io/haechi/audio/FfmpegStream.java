package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sound decoded by the {@code ffmpeg} program in a child process, which sends it as a WAV of 32-bit floats through a
 * pipe to our own reader.
 *
 * <p>The child may open this one file by the file protocol and only with the demuxers of the family its first bytes
 * show; it has an empty environment, no standard input, a limit on each allocation, on processor time and on the sound
 * it gives out.
 */
final class FfmpegStream implements SoundStream {

    private static final long MAX_ALLOCATION = 256L << 20;

    private final String name;
    private final SoundKind kind;
    private final DecoderChild child;
    private final DecodeLimits limits;
    private final WavReader reader;
    private boolean hasSound;

    private FfmpegStream(String name, SoundKind kind, DecoderChild child, DecodeLimits limits) throws IOException {
        this.name = name;
        this.kind = kind;
        this.child = child;
        this.limits = limits;
        try {
            this.reader = WavReader.open(name, child.output(), -1);
        } catch (UnreadableInputException e) {
            // A header that came but is refused, say for its channels, speaks for itself.
            throw child.hasOutput() && !child.isOutOfTime() ? e : refusal("no header");
        } catch (WavHeader.ForeignCoding e) {
            throw refusal("header with " + e.getMessage());
        }
    }

    static SoundStream open(Path file, String name, SoundKind kind, DecodeLimits limits) {
        FfmpegProgram program = FfmpegProgram.find(name);
        DecoderChild child = null;
        boolean isOpen = false;
        try {
            child = DecoderChild.start(program.command(arguments(file, kind, limits)), limits.maxWall());
            FfmpegStream stream = new FfmpegStream(name, kind, child, limits);
            isOpen = true;
            return stream;
        } catch (IOException e) {
            throw new UnreadableInputException(
                    name + ": the decoder cannot be started (" + e.getMessage() + "); convert the file to WAV.", e);
        } finally {
            if (!isOpen && child != null) {
                child.close();
            }
        }
    }

    /** The prefix {@code file:} keeps names that start with a dash or hold a colon from meaning anything else. */
    private static List<String> arguments(Path file, SoundKind kind, DecodeLimits limits) {
        List<String> arguments = new ArrayList<>();
        add(arguments, "-nostdin -hide_banner -nostats -loglevel error -threads 1");
        add(arguments, "-max_alloc " + MAX_ALLOCATION);
        add(arguments, "-timelimit " + Math.max(1, limits.maxWall().toSeconds()));
        add(arguments, "-protocol_whitelist file -format_whitelist " + kind.demuxers());
        arguments.add("-i");
        arguments.add("file:" + file.toAbsolutePath());
        add(arguments, "-map 0:a:0 -vn -sn -dn -map_metadata -1 -map_chapters -1 -bitexact");
        add(arguments, "-t " + limits.maxSound().plusSeconds(1).toSeconds());
        add(arguments, "-c:a pcm_f32le -f wav pipe:1");
        return arguments;
    }

    private static void add(List<String> arguments, String words) {
        arguments.addAll(List.of(words.split(" ", -1)));
    }

    @Override
    public int sampleRate() {
        return reader.sampleRate();
    }

    @Override
    public int channels() {
        return reader.channels();
    }

    @Override
    public int read(float[][] into, int frames) {
        int read = reader.read(into, frames);
        if (read < 0) {
            requireGoodEnd();
        }
        hasSound |= read > 0;
        return read;
    }

    private void requireGoodEnd() {
        int status = child.exitStatus();
        if (child.isOutOfTime() || status != 0) {
            throw refusal("exit status " + status);
        }
        FfmpegComplaint.ofCutOff(child.talk()).ifPresent(words -> {
            throw new UnreadableInputException(name + ": " + words);
        });
        if (!hasSound) {
            throw refusal("no sound");
        }
    }

    private UnreadableInputException refusal(String detail) {
        child.exitStatus();
        String why = child.isOutOfTime()
                ? "decoding took longer than the " + LimitedStream.words(limits.maxWall())
                        + " allowed; cut it into pieces or convert it to WAV."
                : FfmpegComplaint.of(kind, child.talk());
        return new UnreadableInputException(
                name + ": " + why, new IOException(detail + "; " + child.talk().strip()));
    }

    @Override
    public void close() {
        reader.close();
        child.close();
    }
}
