package io.haechi.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs the same work over many inputs, one thread per processor, results in the inputs' order. */
final class Workers {
    private Workers() {}

    static <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<B>> futures = inputs.stream()
                    .map(input -> pool.submit(() -> work.apply(input)))
                    .toList();
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                try {
                    results.add(future.get());
                } catch (ExecutionException e) {
                    pool.shutdownNow();
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                } catch (InterruptedException e) {
                    pool.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            }
            return results;
        }
    }
}
