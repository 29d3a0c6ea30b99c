package io.haechi.audio;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A child process whose output we read: it has a budget of time that we may wait for it, and it never outlives us.
 *
 * <p>It is killed by {@link #close}, by its budget, and by a shutdown hook (which also covers Ctrl-C). If this process
 * is itself killed without warning, the child's next write fails for want of a reader and ends it.
 */
final class DecoderChild implements AutoCloseable {

    private static final int KEPT_TALK = 16_384;
    /** After the last of its output it ends at once, but on a machine under heavy load even that takes a while. */
    private static final int MOST_SECONDS_TO_END = 60;

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
    private static final ScheduledThreadPoolExecutor WATCH = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "haechi-decoder-watch");
        thread.setDaemon(true);
        return thread;
    });

    static {
        WATCH.setRemoveOnCancelPolicy(true);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "haechi-decoder-end"));
    }

    private final Process process;
    private final Thread listener;
    private final StringBuilder talk = new StringBuilder();
    private long budgetNanos;
    private volatile boolean isOutOfTime;
    private volatile boolean hasOutput;

    private DecoderChild(Process process, Duration budget) {
        this.process = process;
        this.budgetNanos = budget.toNanos();
        this.listener = new Thread(this::listen, "haechi-decoder-talk");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts the program with nothing to read from us. */
    static DecoderChild start(ProcessBuilder builder, Duration budget) throws IOException {
        Process process = builder.start();
        ALIVE.add(process);
        process.getOutputStream().close();
        return new DecoderChild(process, budget);
    }

    /** Starts the program and gives it this to read, on a thread of its own, since it writes while it reads. */
    static DecoderChild start(ProcessBuilder builder, Duration budget, byte[] input) throws IOException {
        Process process = builder.start();
        ALIVE.add(process);
        Thread.ofPlatform().daemon().name("haechi-decoder-feed").start(() -> feed(process, input));
        return new DecoderChild(process, budget);
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // The child ended before it had read everything; its exit status says why.
        }
    }

    /** What the program writes; a read that exhausts the budget kills it and finds the end. */
    InputStream output() {
        return new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                long start = System.nanoTime();
                Future<?> alarm =
                        WATCH.schedule(DecoderChild.this::endForTime, Math.max(budgetNanos, 0), TimeUnit.NANOSECONDS);
                try {
                    int read = super.read(bytes, offset, length);
                    hasOutput |= read > 0;
                    return read;
                } catch (IOException e) {
                    if (isOutOfTime) {
                        return -1;
                    }
                    throw e;
                } finally {
                    alarm.cancel(false);
                    budgetNanos -= System.nanoTime() - start;
                }
            }
        };
    }

    private void endForTime() {
        isOutOfTime = true;
        process.destroyForcibly();
    }

    /** Whether it has written anything that was read. */
    boolean hasOutput() {
        return hasOutput;
    }

    /** Whether the budget was exhausted. */
    boolean isOutOfTime() {
        return isOutOfTime;
    }

    /** After the end of its output: the exit status, -1 if it does not end by itself. */
    int exitStatus() {
        try {
            boolean hasEnded = process.waitFor(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
            listener.join(1000);
            return hasEnded ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** What it said on its error output so far: the beginning and the end, at most 16 KiB together. */
    String talk() {
        synchronized (talk) {
            return talk.toString()
                    .lines()
                    .filter(line -> !line.contains(FfmpegProgram.LINKER_REMARK))
                    .collect(Collectors.joining("\n"));
        }
    }

    private void listen() {
        byte[] bytes = new byte[1024];
        try (InputStream errors = process.getErrorStream()) {
            for (int n = errors.read(bytes); n >= 0; n = errors.read(bytes)) {
                synchronized (talk) {
                    talk.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                    if (talk.length() > KEPT_TALK) {
                        talk.delete(KEPT_TALK / 2, talk.length() - KEPT_TALK / 2);
                    }
                }
            }
        } catch (IOException e) {
            // The child was killed while it spoke; what it said until then is kept.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ALIVE.remove(process);
    }
}
