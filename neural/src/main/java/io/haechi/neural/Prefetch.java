package io.haechi.neural;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Makes an epoch's batches on a thread of its own, a few ahead of the one that is being learnt. */
final class Prefetch implements AutoCloseable {
    private static final int AHEAD = 3;

    private final BlockingQueue<Outcome> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    private sealed interface Outcome {
        record Ready(Batch batch) implements Outcome {}

        record Failed(Throwable cause) implements Outcome {}
    }

    Prefetch(Batches batches, int epoch) {
        thread = Thread.ofPlatform().daemon().name("batches-" + epoch).start(() -> produce(batches, epoch));
    }

    private void produce(Batches batches, int epoch) {
        try {
            for (int i = 0; i < batches.batchesPerEpoch(); i++) {
                queue.put(new Outcome.Ready(batches.batch(epoch, i)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!queue.offer(new Outcome.Failed(e))) {
                queue.clear();
                queue.add(new Outcome.Failed(e));
            }
        }
    }

    /** The next batch; rethrows what making it threw. */
    Batch next() throws InterruptedException {
        return switch (queue.take()) {
            case Outcome.Ready ready -> ready.batch();
            case Outcome.Failed(RuntimeException cause) -> throw cause;
            case Outcome.Failed(Error cause) -> throw cause;
            case Outcome.Failed failed -> throw new IllegalStateException(failed.cause());
        };
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
