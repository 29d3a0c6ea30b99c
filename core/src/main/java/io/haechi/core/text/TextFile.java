package io.haechi.core.text;

import io.haechi.core.UnreadableInputException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A text file whose encoding is known; may be read any number of times, and is unpacked on the way if it is gzip.
 *
 * @param path where it is
 * @param charset how its bytes become letters
 * @param markBytes length of the byte order mark at its beginning, which is no part of the text
 */
public record TextFile(Path path, Charset charset, int markBytes) {
    private static final int BUFFER = 1 << 16;

    /**
     * Looks a file over and finds out its encoding.
     *
     * @throws UnreadableInputException if it is missing, empty, no text, or in an encoding that cannot be told
     */
    public static TextFile open(Path path) {
        return Encoding.detect(path);
    }

    /** The same file in an encoding that somebody knows better. */
    public static TextFile open(Path path, Charset charset) {
        return Encoding.detect(path).in(charset);
    }

    private TextFile in(Charset known) {
        return new TextFile(path, known, known.equals(charset) ? markBytes : 0);
    }

    /**
     * Reads it from the beginning. Bytes that are no letters in this encoding fail as
     * {@link java.nio.charset.CharacterCodingException}.
     */
    public BufferedReader reader() throws IOException {
        InputStream bytes = bytes(path);
        try {
            bytes.skipNBytes(markBytes);
            return new BufferedReader(
                    new InputStreamReader(
                            bytes,
                            charset.newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    BUFFER);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * All of it.
     *
     * @throws UnreadableInputException if it cannot be read to its end or holds bytes that are no letters in its encoding
     */
    public String content() {
        try (BufferedReader reader = reader()) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Its bytes, unpacked. */
    static InputStream bytes(Path path) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        raw.mark(2);
        boolean isGzip = raw.read() == 0x1F && raw.read() == 0x8B;
        raw.reset();
        return isGzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    }

    /** What to say of an exception while it was read. */
    public UnreadableInputException unreadable(IOException e) {
        String reason = e instanceof java.nio.charset.CharacterCodingException
                ? "holds bytes that are no letters in " + charset.name() + "; name its encoding with --encoding"
                : "cannot be read to its end (" + e.getMessage() + "); is it complete?";
        return new UnreadableInputException(path + ": " + reason, e);
    }
}
