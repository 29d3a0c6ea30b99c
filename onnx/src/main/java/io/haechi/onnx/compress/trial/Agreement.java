package io.haechi.onnx.compress.trial;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Judges a model by the original's answers where there are no labels.
 *
 * <p>On each sample the first output is compared: a model with several values agrees if the same one is the largest in
 * every row, one with a single value if it has the same sign (a logit), so 1 means that no decision changed. It says nothing about
 * whether the original was right.
 */
public final class Agreement implements Judge {
    private final List<Map<String, Tensor>> samples;
    private final List<int[]> decisions;

    /** Of the original, on these samples, of which there must be one at least. */
    public Agreement(byte[] original, List<Map<String, Tensor>> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("Agreement needs one sample at least, got none");
        }
        this.samples = List.copyOf(samples);
        this.decisions = decisions(original);
    }

    @Override
    public Score score(byte[] model) {
        List<int[]> others = decisions(model);
        int same = 0;
        for (int i = 0; i < others.size(); i++) {
            same += Arrays.equals(decisions.get(i), others.get(i)) ? 1 : 0;
        }
        return Score.share("agreement", same, others.size());
    }

    private List<int[]> decisions(byte[] model) {
        List<int[]> made = new ArrayList<>();
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            for (Map<String, Tensor> sample : samples) {
                made.add(decisions(runner.run(sample).values().iterator().next()));
            }
        }
        return made;
    }

    /** Of each row its largest value's place; of single values their sign. */
    private static int[] decisions(Tensor output) {
        if (!output.isFloat()) {
            return Arrays.stream(output.longs()).mapToInt(Long::hashCode).toArray();
        }
        float[] values = output.floats();
        long[] shape = output.shape();
        int width = shape.length == 0 ? 1 : (int) shape[shape.length - 1];
        int[] decisions = new int[width == 0 ? 0 : values.length / width];
        for (int row = 0; row < decisions.length; row++) {
            int best = row * width;
            for (int i = best; i < (row + 1) * width; i++) {
                best = values[i] > values[best] ? i : best;
            }
            decisions[row] = width == 1 ? (values[best] > 0 ? 1 : 0) : best - row * width;
        }
        return decisions;
    }
}
