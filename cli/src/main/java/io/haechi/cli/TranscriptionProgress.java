package io.haechi.cli;

import io.haechi.call.speech.TranscriptionListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** On a terminal, after a second, how far a recording has come. */
final class TranscriptionProgress implements TranscriptionListener, AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final PrintWriter err;
    private final Path file;
    private final boolean isWatched = Terminal.isTerminal();
    private final long began = System.nanoTime();
    private boolean isShown;
    private long shown = -1;

    TranscriptionProgress(PrintWriter err, Path file) {
        this.err = err;
        this.file = file;
    }

    @Override
    public void heard(double seconds) {
        long nanos = System.nanoTime() - began;
        if (isWatched && nanos > PATIENCE_NANOS && (long) seconds / 5 != shown) {
            shown = (long) seconds / 5;
            isShown = true;
            err.printf(
                    Locale.ROOT,
                    "\r\u001b[K%s %s written down in %s",
                    file.getFileName(),
                    Terminal.time(seconds),
                    Terminal.time(nanos / 1e9));
            err.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }

    void clear() {
        if (isShown) {
            isShown = false;
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
