package io.haechi.call.speech.pull;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream that has said nothing for too long; whoever waits for it then gets an IOException. */
final class Watch implements AutoCloseable {
    private final Thread thread;
    private volatile long last = System.nanoTime();

    Watch(InputStream stream, Duration patience) {
        this.thread = Thread.ofVirtual().start(() -> watch(stream, patience));
    }

    private void watch(InputStream stream, Duration patience) {
        try {
            long left = patience.toNanos();
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = patience.toNanos() - (System.nanoTime() - last);
            }
            stream.close();
        } catch (InterruptedException | IOException e) {
            // Closed in time, or gone anyway.
            Thread.currentThread().interrupt();
        }
    }

    /** Something came. */
    void touch() {
        last = System.nanoTime();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
