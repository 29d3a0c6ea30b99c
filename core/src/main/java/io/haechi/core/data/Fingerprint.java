package io.haechi.core.data;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Hashes a data set by its manifest and by the names and sizes of its files. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(byte[] manifest, List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Sha256.of(manifest).getBytes(StandardCharsets.UTF_8));
        entries.stream()
                .map(Entry::example)
                .sorted(Comparator.comparing(example -> example.id()))
                .forEach(example -> bytes.writeBytes(
                        ("\n" + example.id() + "\t" + size(example.input())).getBytes(StandardCharsets.UTF_8)));
        return Sha256.of(bytes.toByteArray());
    }

    /** Size in bytes; -1 for a file that is not there. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": the size cannot be read: " + e.getMessage(), e);
        }
    }
}
