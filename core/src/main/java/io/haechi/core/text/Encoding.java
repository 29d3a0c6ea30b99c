package io.haechi.core.text;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds out how a text file is encoded: by its byte order mark; as UTF-16 by the zeros in every second byte; as UTF-8 if all of
 * it is; otherwise as CP949, which Korean spreadsheets still write. The whole file is looked at, for the first name with an
 * umlaut or in Hangul may stand in line 90,000.
 */
final class Encoding {
    /** The encoding of Korean Windows, a superset of EUC-KR. */
    static final Charset CP949 = Charset.forName("x-windows-949");

    private static final int HEAD = 1 << 16;

    private Encoding() {}

    static TextFile detect(Path path) {
        if (!Files.exists(path)) {
            throw new UnreadableInputException(path + ": there is no such file.");
        }
        if (Files.isDirectory(path)) {
            throw new UnreadableInputException(path + ": is a folder; name a file in it.");
        }
        try {
            byte[] head = head(path);
            if (head.length == 0) {
                throw new UnreadableInputException(path + ": is empty (0 bytes); nothing to read.");
            }
            refuseKnownFormats(path, head);
            return named(path, head);
        } catch (IOException e) {
            throw new UnreadableInputException(path + ": cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream bytes = TextFile.bytes(path)) {
            return bytes.readNBytes(HEAD);
        }
    }

    private static void refuseKnownFormats(Path path, byte[] head) {
        if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new UnreadableInputException(
                    path + ": is a spreadsheet or an archive, no text; save the sheet as CSV (UTF-8).");
        }
        if (startsWith(head, 'P', 'A', 'R', '1')) {
            throw new UnreadableInputException(path + ": is a Parquet file, no text; export it as CSV.");
        }
    }

    private static TextFile named(Path path, byte[] head) throws IOException {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new TextFile(path, StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new TextFile(path, StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new TextFile(path, StandardCharsets.UTF_16BE, 2);
        }
        int evenZeros = zeros(head, 0);
        int oddZeros = zeros(head, 1);
        if (Math.max(evenZeros, oddZeros) * 8 > head.length && Math.min(evenZeros, oddZeros) * 64 < head.length) {
            return new TextFile(path, oddZeros > evenZeros ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 0);
        }
        if (evenZeros + oddZeros > 0) {
            throw new UnreadableInputException(path + ": holds zero bytes; this is no text.");
        }
        if (isAllIn(path, StandardCharsets.UTF_8)) {
            return new TextFile(path, StandardCharsets.UTF_8, 0);
        }
        if (holdsHangulInUtf8(path)) {
            throw new UnreadableInputException(
                    path + ": holds Hangul in UTF-8 and other bytes that are not; save it in one encoding, UTF-8.");
        }
        if (isAllIn(path, CP949)) {
            return new TextFile(path, CP949, 0);
        }
        throw new UnreadableInputException(
                path + ": is neither UTF-8, UTF-16 nor CP949; name its encoding with --encoding, or save it as UTF-8.");
    }

    private static boolean startsWith(byte[] head, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /**
     * Whether three syllables in a row stand in it as UTF-8 writes them. In CP949 such bytes would take rare Chinese characters at
     * just these places.
     */
    private static boolean holdsHangulInUtf8(Path path) throws IOException {
        try (InputStream bytes = TextFile.bytes(path)) {
            int matched = 0;
            for (int b = bytes.read(); b >= 0; b = bytes.read()) {
                boolean isFirst = b >= 0xEA && b <= 0xED;
                boolean fits = matched % 3 == 0 ? isFirst : b >= 0x80 && b <= 0xBF;
                matched = fits ? matched + 1 : isFirst ? 1 : 0;
                if (matched == 9) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isAllIn(Path path, Charset charset) throws IOException {
        char[] sink = new char[HEAD];
        try (Reader reader = new InputStreamReader(
                TextFile.bytes(path),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            while (reader.read(sink) >= 0) {
                // Reading is the test.
            }
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
