package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The way in for sound: any file people have on their phones, as floats at the rate asked for.
 *
 * <p>What a file is, its first bytes tell; its name is never asked. WAV (PCM of 8 to 32 bits, floats, A-law, mu-law) is
 * read by code of our own. MP3, AAC, M4A, 3GP, MP4, Ogg, Opus, FLAC, AMR, WMA, WebM, CAF, AIFF, AU, AVI, FLV, AC-3 and
 * WAVs with other codings are decoded by a child process that may open this one file, no network, and only the file
 * formats of its family; it has time and memory limits and ends with the stream or with this process. Of several sound
 * tracks the first is taken. Every channel is kept: in a recorded call each is a speaker.
 *
 * <p>Whatever is wrong with a file is said by one {@link UnreadableInputException}, one sentence that starts with the
 * file's name. Some faults only show while reading, so {@link SoundStream#read} throws it as well.
 */
public final class SoundFile {

    private static final int FRAMES_PER_READ = 16_384;

    private SoundFile() {}

    /**
     * Opens a file as a stream.
     *
     * @param sampleRate rate wanted, in hertz, 1,000 to 768,000; models here use 16,000
     * @throws UnreadableInputException when the file is missing, empty, not sound, damaged or beyond the limits
     */
    public static SoundStream open(Path file, int sampleRate, DecodeLimits limits) {
        Sound.requireRate(sampleRate);
        String name = nameOf(file);
        long bytes = sizeOf(file, name, limits);
        SoundKind kind = kindOf(file, name);
        SoundStream decoded = kind == SoundKind.WAV ? openWav(file, name, bytes, limits) : decode(file, kind, limits);
        SoundStream limited = new LimitedStream(name, decoded, limits.maxSound());
        return decoded.sampleRate() == sampleRate ? limited : new ResampledStream(limited, sampleRate);
    }

    /** Reads a whole file into memory; for short sounds, since an hour of mono at 16 kHz takes 230 MB. */
    public static Sound readAll(Path file, int sampleRate, DecodeLimits limits) {
        try (SoundStream stream = open(file, sampleRate, limits)) {
            return rest(stream);
        }
    }

    /** Everything that a stream still has to give. */
    static Sound rest(SoundStream stream) {
        float[][] block = new float[stream.channels()][FRAMES_PER_READ];
        float[][] all = new float[stream.channels()][FRAMES_PER_READ];
        int frames = 0;
        for (int read = stream.read(block, FRAMES_PER_READ); read >= 0; read = stream.read(block, FRAMES_PER_READ)) {
            for (int c = 0; c < all.length; c++) {
                if (frames + read > all[c].length) {
                    all[c] = Arrays.copyOf(all[c], (int) Math.min(2L * all[c].length, Integer.MAX_VALUE - 8));
                }
                System.arraycopy(block[c], 0, all[c], frames, read);
            }
            frames += read;
        }
        for (int c = 0; c < all.length; c++) {
            all[c] = Arrays.copyOf(all[c], frames);
        }
        return new Sound(all, stream.sampleRate());
    }

    /** Whether the first bytes are those of a sound or video file that {@link #open} would try; false if unreadable. */
    public static boolean looksLikeSound(Path file) {
        try {
            return Files.isRegularFile(file) && SoundKind.of(head(file)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What decodes everything but plain WAV, and its version.
     *
     * @throws UnreadableInputException when there is no decoder for this platform
     * @throws IOException when it is there and does not run
     */
    public static String decoder() throws IOException {
        return FfmpegProgram.find("doctor").version();
    }

    private static SoundStream openWav(Path file, String name, long bytes, DecodeLimits limits) {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            WavReader reader = WavReader.open(name, in, bytes);
            if (reader.framesLeft() > (double) limits.maxSound().toMillis() / 1000 * reader.sampleRate() + 1) {
                reader.close();
                throw LimitedStream.tooLong(name, limits.maxSound());
            }
            return reader;
        } catch (WavHeader.ForeignCoding e) {
            return decode(file, SoundKind.WAV, limits);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static SoundStream decode(Path file, SoundKind kind, DecodeLimits limits) {
        return FfmpegStream.open(file, nameOf(file), kind, limits);
    }

    private static long sizeOf(Path file, String name, DecodeLimits limits) {
        if (!Files.exists(file)) {
            throw new UnreadableInputException(name + ": there is no such file; check the path.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableInputException(
                    name + (Files.isDirectory(file) ? ": is a folder, not a sound file" : ": is not a plain file")
                            + "; give the path of a sound file.");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableInputException(
                    name + ": may not be read by this user; change its permissions or copy it.");
        }
        try {
            long bytes = Files.size(file);
            if (bytes == 0) {
                throw new UnreadableInputException(name + ": is empty (0 bytes); copy or record it again.");
            }
            if (bytes > limits.maxBytes()) {
                throw new UnreadableInputException(String.format(
                        Locale.ROOT,
                        "%s: has %,d bytes, more than the %,d allowed; cut it into pieces.",
                        name,
                        bytes,
                        limits.maxBytes()));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static SoundKind kindOf(Path file, String name) {
        try {
            byte[] head = head(file);
            Optional<SoundKind> kind = SoundKind.of(head);
            return kind.orElseThrow(() -> new UnreadableInputException(name + ": "
                    + (isText(head) ? "holds text, not sound" : "is not a sound file of a kind Haechi knows")
                    + "; give a WAV, MP3, M4A, Ogg, FLAC, AMR, 3GP, WMA or MP4 file."));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SoundKind.HEAD);
        }
    }

    /** No control character but white space: so does no binary format begin. */
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    private static UnreadableInputException unreadable(String name, IOException e) {
        return new UnreadableInputException(name + ": cannot be read (" + e.getMessage() + "); try again.", e);
    }

    /** What messages call a file: its path as it was given, since two folders may hold a file of one name. */
    static String nameOf(Path file) {
        return file.toString();
    }
}
