package io.haechi.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haechi.core.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The file that remembers every change of an alias: JSON lines, only ever longer.
 *
 * <p>The lines are all there is, so that what is in force and what was can never disagree. A change is written as the old
 * bytes and a line more into a file beside, then moved into place; a lock file keeps two writers apart, in one process or
 * in two. A line that cannot be read stops every reader and writer: nothing is guessed, nothing is written over.
 */
final class AliasHistory {
    static final String FILE = "aliases.jsonl";
    static final String LOCK = ".aliases.lock";

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path folder;
    private final Path file;
    private final Duration patience;

    /** In this folder, which need not exist; a writer waits this long for another. */
    AliasHistory(Path folder, Duration patience) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
        this.patience = patience;
    }

    /** Every change, oldest first, checked to follow from one another; none if there is no file. */
    List<AliasChange> read() {
        return parse(bytes());
    }

    /**
     * Adds what is decided while nobody else writes; an empty decision adds nothing.
     *
     * @param decision from the changes so far to the next
     * @return what was decided
     */
    Optional<AliasChange> append(Function<List<AliasChange>, Optional<AliasChange>> decision) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                byte[] old = bytes();
                Optional<AliasChange> next = decision.apply(parse(old));
                if (next.isPresent() && lock.isValid()) {
                    replace(old, next.get());
                }
                return next;
            }
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be written (" + e + "); nothing was changed.", e);
        }
    }

    private void replace(byte[] old, AliasChange next) throws IOException {
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(old);
        if (old.length > 0 && old[old.length - 1] != '\n') {
            longer.write('\n');
        }
        longer.write(JSON.writeValueAsBytes(next));
        longer.write('\n');
        Path fresh = folder.resolve("." + FILE + ".part");
        // Only a writer that was interrupted leaves one, and the lock is ours.
        Files.deleteIfExists(fresh);
        try {
            PackageWriter.writeDown(fresh, longer.toByteArray());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw new ModelException(folder + ": another haechi has been changing the aliases for "
                        + patience.toSeconds() + " s; nothing was changed, try again when it is done.");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException(folder + ": interrupted while waiting; nothing was changed.", e);
            }
        }
    }

    /** Null while another process or another thread of this one holds it. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private byte[] bytes() {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0) {
                throw new ModelException(file + ": is empty, which it never is when written; put back a copy, or remove"
                        + " the file to begin a new history.");
            }
            return bytes;
        } catch (IOException e) {
            throw new ModelException(file + ": the history of aliases cannot be read: " + e + ".", e);
        }
    }

    private List<AliasChange> parse(byte[] bytes) {
        List<AliasChange> changes = new ArrayList<>();
        AliasState state = new AliasState();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            try {
                @Nullable AliasChange change = JSON.readValue(line, AliasChange.class);
                if (change == null) {
                    throw new IllegalArgumentException("null");
                }
                state.apply(change);
                changes.add(change);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new ModelException(
                        file + ", line " + number + ": is no entry of the history (" + reason(e)
                                + "); nothing was changed. Mend or remove the line; until then name models by id.",
                        e);
            }
        }
        return changes;
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() instanceof IllegalArgumentException inner ? inner : e;
        String message = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("").replaceAll("[.\\s]+$", "");
    }
}
