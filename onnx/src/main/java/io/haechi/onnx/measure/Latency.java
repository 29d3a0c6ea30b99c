package io.haechi.onnx.measure;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long one run of a model takes.
 *
 * <p>Models that are to be compared are measured in turns (A B A B ...), each with the same inputs: what the machine does
 * beside it then hits all alike, and the ratio holds even where the milliseconds do not. The first rounds warm up and are
 * not counted. Slow models are run less often: after {@value #ENOUGH_SECONDS} s no further round begins, unless fewer than
 * {@value #FEWEST_ROUNDS} were counted.
 *
 * @param p50Millis the median, milliseconds
 * @param p95Millis what 19 of 20 runs stay under, milliseconds
 * @param runs how many runs were counted
 */
public record Latency(double p50Millis, double p95Millis, int runs) {
    private static final int ENOUGH_SECONDS = 10;
    private static final int FEWEST_ROUNDS = 10;

    /**
     * Measures models side by side.
     *
     * @param models the loaded models, which all take the inputs
     * @param inputs one or more inputs, taken one after the other
     * @param rounds how often each model runs at most, 1 or more; a fifth as many rounds warm up
     * @return one latency for each model, in their order
     */
    public static List<Latency> sideBySide(List<OnnxRunner> models, List<Map<String, Tensor>> inputs, int rounds) {
        if (rounds < 1 || inputs.isEmpty()) {
            throw new IllegalArgumentException("Latency needs one round and one input at least, got " + rounds
                    + " rounds and " + inputs.size() + " inputs");
        }
        int warmUp = 1 + rounds / 5;
        double[][] millis = new double[models.size()][rounds];
        int counted = 0;
        long begin = System.nanoTime();
        for (int round = 0; counted < rounds && !isEnough(counted, begin); round++) {
            Map<String, Tensor> input = inputs.get(round % inputs.size());
            for (int m = 0; m < models.size(); m++) {
                long start = System.nanoTime();
                models.get(m).run(input);
                if (round >= warmUp) {
                    millis[m][counted] = (System.nanoTime() - start) / 1e6;
                }
            }
            counted += round >= warmUp ? 1 : 0;
        }
        List<Latency> latencies = new ArrayList<>();
        for (double[] all : millis) {
            double[] times = Arrays.copyOf(all, counted);
            Arrays.sort(times);
            latencies.add(new Latency(quantile(times, 0.5), quantile(times, 0.95), counted));
        }
        return latencies;
    }

    private static boolean isEnough(int counted, long begin) {
        return counted >= FEWEST_ROUNDS && System.nanoTime() - begin > ENOUGH_SECONDS * 1_000_000_000L;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
