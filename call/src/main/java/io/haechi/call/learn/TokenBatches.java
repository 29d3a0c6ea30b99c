package io.haechi.call.learn;

import io.haechi.neural.Batch;
import io.haechi.neural.Batches;
import io.haechi.neural.encoder.EncoderTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Texts as numbers, every one once an epoch. Texts of like length stand together, so that little of a batch is padding: the
 * shuffled texts are sorted within stretches of {@value #STRETCH} batches, and the batches shuffled again.
 */
final class TokenBatches implements Batches {
    private static final int STRETCH = 50;

    private final List<long[]> texts;
    private final List<Sample> samples;
    private final int padding;
    private final int size;
    private final long seed;
    private int drawnEpoch = -1;
    private int @Nullable [][] drawn;

    private TokenBatches(List<long[]> texts, List<Sample> samples, int padding, int size, long seed) {
        this.texts = texts;
        this.samples = samples;
        this.padding = padding;
        this.size = size;
        this.seed = seed;
    }

    static TokenBatches of(List<Sample> samples, EncoderTokens.Reader reader, int padding, int size, long seed) {
        List<long[]> texts =
                samples.stream().map(sample -> reader.numbers(sample.text())).toList();
        return new TokenBatches(texts, List.copyOf(samples), padding, size, seed);
    }

    @Override
    public int batchesPerEpoch() {
        return (texts.size() + size - 1) / size;
    }

    @Override
    public synchronized Batch batch(int epoch, int index) {
        if (epoch != drawnEpoch || drawn == null) {
            drawn = order(epoch);
            drawnEpoch = epoch;
        }
        int[] rows = drawn[index];
        int longest =
                Arrays.stream(rows).map(row -> texts.get(row).length).max().orElse(1);
        float[] inputs = new float[rows.length * longest];
        Arrays.fill(inputs, padding);
        float[] targets = new float[rows.length];
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            long[] numbers = texts.get(rows[i]);
            for (int t = 0; t < numbers.length; t++) {
                inputs[i * longest + t] = numbers[t];
            }
            Sample sample = samples.get(rows[i]);
            targets[i] = sample.positive() ? 1 : 0;
            weights[i] = (float) sample.count();
        }
        return new Batch(inputs, new long[] {rows.length, longest}, targets, weights);
    }

    private int[][] order(int epoch) {
        Random random = new Random(seed * 1_000_003L + epoch);
        Integer[] rows = new Integer[texts.size()];
        Arrays.setAll(rows, i -> i);
        java.util.Collections.shuffle(Arrays.asList(rows), random);
        for (int from = 0; from < rows.length; from += STRETCH * size) {
            int to = Math.min(rows.length, from + STRETCH * size);
            Arrays.sort(rows, from, to, Comparator.comparingInt(row -> texts.get(row).length));
        }
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < rows.length; from += size) {
            batches.add(Arrays.stream(rows, from, Math.min(rows.length, from + size))
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        java.util.Collections.shuffle(batches, random);
        return batches.toArray(int[][]::new);
    }
}
