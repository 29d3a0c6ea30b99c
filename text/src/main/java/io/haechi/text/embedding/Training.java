package io.haechi.text.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Trains input and output vectors by negative sampling, step by step as fastText's program does: the hidden vector is the mean
 * of the rows that stand for the input, one right word and some drawn by the square root of their frequency pull and push it,
 * and each row of the input takes the whole gradient.
 *
 * @see <a href="https://doi.org/10.1162/tacl_a_00051">Bojanowski and others: Enriching word vectors with subword information, 2017</a>
 */
final class Training {
    private static final int NEGATIVE_TABLE = 1 << 20;
    private static final int REPORT_TOKENS = 1000;

    private final EmbeddingOptions options;
    private final int dimension;
    private final Dictionary dictionary;
    /** Rows that stand for each word: its own, then its parts. */
    private final int[][] rowsOfWord;

    private final float[] input;
    private final float[] output;
    private final int[] negatives;
    private final double[] keepChances;
    private final AtomicLong tokensDone = new AtomicLong();
    private long tokensInAll;

    Training(Dictionary dictionary, int[][] rowsOfWord, int rows, EmbeddingOptions options) {
        this.dictionary = dictionary;
        this.rowsOfWord = rowsOfWord;
        this.options = options;
        this.dimension = options.dimension();
        this.input = new float[Math.multiplyExact(rows, dimension)];
        this.output = new float[Math.multiplyExact(dictionary.size(), dimension)];
        this.negatives = negatives(dictionary);
        this.keepChances = keepChances(dictionary, options.subsampling());
        SplittableRandom random = new SplittableRandom(options.seed());
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) ((random.nextDouble() * 2 - 1) / dimension);
        }
    }

    private static int[] negatives(Dictionary dictionary) {
        double sum = 0;
        for (int id = 0; id < dictionary.size(); id++) {
            sum += Math.sqrt(dictionary.count(id));
        }
        int[] table = new int[Math.max(NEGATIVE_TABLE, dictionary.size())];
        double upTo = 0;
        int filled = 0;
        for (int id = 0; id < dictionary.size(); id++) {
            upTo += Math.sqrt(dictionary.count(id));
            int end = Math.max(filled + 1, (int) Math.round(upTo / sum * table.length));
            Arrays.fill(table, filled, Math.min(end, table.length), id);
            filled = Math.min(end, table.length);
        }
        return table;
    }

    private static double[] keepChances(Dictionary dictionary, double subsampling) {
        double[] chances = new double[dictionary.size()];
        long tokens = dictionary.tokens();
        for (int id = 0; id < chances.length; id++) {
            double share = (double) dictionary.count(id) / tokens;
            chances[id] = Math.sqrt(subsampling / share) + subsampling / share;
        }
        return chances;
    }

    float[] input() {
        return input;
    }

    float[] output() {
        return output;
    }

    void run(Iterable<List<String>> documents) {
        List<int[]> numbered = new ArrayList<>();
        for (List<String> document : documents) {
            int[] ids = document.stream()
                    .mapToInt(dictionary::id)
                    .filter(id -> id >= 0)
                    .toArray();
            tokensInAll += ids.length;
            numbered.add(ids);
        }
        tokensInAll *= options.epochs();
        if (options.threads() == 1) {
            work(numbered, 0);
        } else {
            inThreads(numbered);
        }
    }

    private void inThreads(List<int[]> documents) {
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(options.threads())) {
            for (int thread = 0; thread < options.threads(); thread++) {
                int own = thread;
                futures.add(pool.submit(() -> work(documents, own)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while vectors were trained", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void work(List<int[]> documents, int thread) {
        Step step = new Step(input, output, dimension, negatives, options, thread);
        SplittableRandom random = new SplittableRandom(options.seed() * 31 + thread);
        int pending = 0;
        float rate = (float) options.learningRate();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            for (int d = thread; d < documents.size(); d += options.threads()) {
                int[] kept = subsampled(documents.get(d), random);
                pending += documents.get(d).length;
                if (options.architecture() == Architecture.SKIP_GRAM) {
                    skipGram(step, kept, random, rate);
                } else {
                    continuousBag(step, kept, random, rate);
                }
                if (pending >= REPORT_TOKENS) {
                    double done = (double) tokensDone.addAndGet(pending) / tokensInAll;
                    rate = (float) (options.learningRate() * Math.max(1e-4, 1 - done));
                    pending = 0;
                }
            }
        }
    }

    private int[] subsampled(int[] ids, SplittableRandom random) {
        int[] kept = new int[ids.length];
        int count = 0;
        for (int id : ids) {
            if (random.nextDouble() < keepChances[id]) {
                kept[count++] = id;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private void skipGram(Step step, int[] ids, SplittableRandom random, float rate) {
        for (int at = 0; at < ids.length; at++) {
            int reach = 1 + random.nextInt(options.window());
            int[] rows = rowsOfWord[ids[at]];
            for (int other = Math.max(0, at - reach); other <= at + reach && other < ids.length; other++) {
                if (other != at) {
                    step.take(rows, rows.length, ids[other], rate);
                }
            }
        }
    }

    private void continuousBag(Step step, int[] ids, SplittableRandom random, float rate) {
        int[] rows = new int[64];
        for (int at = 0; at < ids.length; at++) {
            int reach = 1 + random.nextInt(options.window());
            int count = 0;
            for (int other = Math.max(0, at - reach); other <= at + reach && other < ids.length; other++) {
                if (other != at) {
                    int[] own = rowsOfWord[ids[other]];
                    rows = count + own.length > rows.length ? Arrays.copyOf(rows, 2 * (count + own.length)) : rows;
                    System.arraycopy(own, 0, rows, count, own.length);
                    count += own.length;
                }
            }
            if (count > 0) {
                step.take(rows, count, ids[at], rate);
            }
        }
    }
}
