package io.haechi.audio;

import io.haechi.audio.WavFormat.Coding;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a WAV up to its samples, believing no number in it.
 *
 * <p>What is done with sizes that do not fit the file:
 *
 * <ul>
 *   <li>A data chunk that announces more than the file holds is refused: the file was cut off or forged.
 *   <li>Recorders and pipes that do not know the length in advance leave both sizes, the file's and the data's, at
 *       0xFFFFFFFF, or the data's at 0 in a file whose own size ends there. Those are read to the end of the file.
 *   <li>Any other chunk that reaches beyond the file is refused; its announced size is skipped, never allocated.
 * </ul>
 *
 * RF64 and BW64 take the 64-bit sizes of their {@code ds64} chunk.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">WAVE audio file format</a>
 * @see <a href="https://tech.ebu.ch/docs/tech/tech3306v1_1.pdf">EBU Tech 3306, RF64</a>
 */
final class WavHeader {

    /** Thrown when the WAV is well-formed but its samples are coded in a way that only a full decoder knows. */
    static final class ForeignCoding extends Exception {
        private static final long serialVersionUID = 1L;

        ForeignCoding(int tag) {
            super("format tag 0x" + Integer.toHexString(tag));
        }
    }

    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final int MAX_CHUNKS = 1000;
    private static final int TAG_PCM = 1;
    private static final int TAG_FLOAT = 3;
    private static final int TAG_A_LAW = 6;
    private static final int TAG_MU_LAW = 7;
    private static final int TAG_EXTENSIBLE = 0xFFFE;

    private final String name;
    private final InputStream in;
    private final long fileBytes;
    private long position;
    private long longDataBytes = -1;
    private @Nullable WavFormat format;

    /**
     * @param name what messages call the file
     * @param in the file from its first byte
     * @param fileBytes its length, or -1 for a pipe of unknown length
     */
    WavHeader(String name, InputStream in, long fileBytes) {
        this.name = name;
        this.in = in;
        this.fileBytes = fileBytes;
    }

    /**
     * The samples' format and how many bytes of them follow in the stream, -1 for "until it ends".
     *
     * @param isStreamed whether the header left the length open
     */
    record Start(WavFormat format, long dataBytes, boolean isStreamed) {}

    /** Reads up to the first sample. */
    Start read() throws IOException, ForeignCoding {
        ByteBuffer riff = take(12, "its header");
        boolean isLong = riff.get(0) != 'R' || riff.get(1) != 'I';
        long riffBytes = riff.getInt(4) & UNKNOWN;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            ByteBuffer head = take(8, format == null ? "its format chunk" : "any sound");
            String id = new String(head.array(), 0, 4, StandardCharsets.ISO_8859_1);
            long bytes = head.getInt(4) & UNKNOWN;
            switch (id) {
                case "data" -> {
                    return start(bytes, riffBytes, isLong);
                }
                case "fmt " -> format = format(bytes);
                case "ds64" -> sizes64(bytes);
                default -> skip(bytes, id);
            }
        }
        throw refuse(
                "has more than " + MAX_CHUNKS + " chunks before its sound; it is damaged. Export it again as WAV.");
    }

    private Start start(long announced, long riffBytes, boolean isLong) {
        WavFormat known = format;
        if (known == null) {
            throw refuse("has no format chunk before its sound; it is damaged. Export it again as WAV.");
        }
        long left = fileBytes < 0 ? Long.MAX_VALUE : fileBytes - position;
        boolean isStreamed = announced == UNKNOWN && riffBytes == UNKNOWN && !isLong
                || announced == 0 && left > 0 && (riffBytes == UNKNOWN || riffBytes + 8 <= position);
        if (isStreamed) {
            return new Start(known, fileBytes < 0 ? -1 : left, true);
        }
        long bytes = isLong && announced == UNKNOWN && longDataBytes >= 0 ? longDataBytes : announced;
        if (bytes - left >= known.frameBytes()) {
            throw refuse(String.format(
                    Locale.ROOT,
                    "announces %,d bytes of sound but holds %,d; it was cut off or damaged. Copy or record it again.",
                    bytes,
                    left));
        }
        return new Start(known, Math.min(bytes, left), false);
    }

    private WavFormat format(long bytes) throws IOException, ForeignCoding {
        if (bytes < 16 || bytes > 4096) {
            throw refuse("has a format chunk of " + bytes
                    + " bytes (16 to 4096 are allowed); it is damaged. Export it again as WAV.");
        }
        ByteBuffer fmt = take((int) bytes, "the end of its format chunk");
        padding(bytes);
        int tag = fmt.getShort(0) & 0xFFFF;
        int channels = fmt.getShort(2) & 0xFFFF;
        long rate = fmt.getInt(4) & UNKNOWN;
        int bits = fmt.getShort(14) & 0xFFFF;
        if (tag == TAG_EXTENSIBLE && bytes >= 26) {
            tag = fmt.getShort(24) & 0xFFFF;
        }
        if (channels < 1 || channels > Sound.MAX_CHANNELS) {
            throw refuse("has " + channels + " channels (1 to " + Sound.MAX_CHANNELS
                    + " are allowed); export it again as mono or stereo.");
        }
        if (rate < Sound.MIN_RATE || rate > Sound.MAX_RATE) {
            throw refuse(String.format(
                    Locale.ROOT,
                    "has a sample rate of %,d Hz (%,d to %,d are allowed); export it again at 16 kHz or more.",
                    rate,
                    Sound.MIN_RATE,
                    Sound.MAX_RATE));
        }
        return new WavFormat(coding(tag, bits), channels, (int) rate);
    }

    private Coding coding(int tag, int bits) throws ForeignCoding {
        Coding coding = switch (tag) {
            case TAG_PCM ->
                switch (bits) {
                    case 8 -> Coding.PCM_U8;
                    case 16 -> Coding.PCM_S16;
                    case 24 -> Coding.PCM_S24;
                    case 32 -> Coding.PCM_S32;
                    default -> null;
                };
            case TAG_FLOAT -> bits == 32 ? Coding.FLOAT_32 : bits == 64 ? Coding.FLOAT_64 : null;
            case TAG_A_LAW -> bits == 8 ? Coding.A_LAW : null;
            case TAG_MU_LAW -> bits == 8 ? Coding.MU_LAW : null;
            default -> throw new ForeignCoding(tag);
        };
        if (coding == null) {
            throw refuse("has samples of " + bits + " bits, which its coding does not allow; export it again as 16-bit"
                    + " WAV.");
        }
        return coding;
    }

    private void sizes64(long bytes) throws IOException {
        if (bytes < 24 || bytes > 1 << 16) {
            throw refuse("has a size chunk of " + bytes + " bytes; it is damaged. Export it again as WAV.");
        }
        ByteBuffer sizes = take((int) bytes, "the end of its size chunk");
        padding(bytes);
        longDataBytes = sizes.getLong(8);
        if (longDataBytes < 0) {
            throw refuse("announces a negative number of bytes of sound; it is damaged. Export it again as WAV.");
        }
    }

    private ByteBuffer take(int bytes, String upTo) throws IOException {
        byte[] read = in.readNBytes(bytes);
        position += read.length;
        if (read.length < bytes) {
            throw refuse("ends after " + position + " bytes, before " + upTo
                    + "; it was cut off or damaged. Copy or record it again.");
        }
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void skip(long bytes, String id) throws IOException {
        long padded = bytes + (bytes & 1);
        if (fileBytes >= 0 && padded > fileBytes - position) {
            String shown = id.chars().allMatch(c -> c > ' ' && c < 127) ? "chunk '" + id + "'" : "chunk";
            throw refuse(String.format(
                    Locale.ROOT,
                    "has a %s of %,d bytes but only %,d are left, and no sound before it; it is damaged. Copy or record it"
                            + " again.",
                    shown,
                    bytes,
                    fileBytes - position));
        }
        try {
            in.skipNBytes(padded);
        } catch (java.io.EOFException e) {
            throw refuse("ends before any sound; it was cut off or damaged. Copy or record it again.");
        }
        position += padded;
    }

    private void padding(long bytes) throws IOException {
        if ((bytes & 1) == 1) {
            take(1, "any sound");
        }
    }

    private UnreadableInputException refuse(String why) {
        return new UnreadableInputException(name + ": " + why);
    }
}
