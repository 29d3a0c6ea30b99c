package io.haechi.text.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Cuts a list into pieces, has threads work on them, and gives the answers in the order of the pieces. */
final class Parallel {
    private static final int PIECE = 256;

    private Parallel() {}

    static <T, R> List<R> inOrder(List<T> items, int threads, Function<List<T>, R> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("Threads must be at least 1, got " + threads);
        }
        List<Callable<R>> pieces = new ArrayList<>();
        for (int from = 0; from < items.size(); from += PIECE) {
            List<T> piece = items.subList(from, Math.min(items.size(), from + PIECE));
            pieces.add(() -> work.apply(piece));
        }
        List<R> answers = new ArrayList<>(pieces.size());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<R> future : pool.invokeAll(pieces)) {
                answers.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while texts were counted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return answers;
    }
}
