package io.haechi.neural;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.haechi.neural.Parameters.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the end of a network exactly and leaves everything before it alone: for layers that were borrowed and know something
 * already (a linear probe; Alain and Bengio, 2016). The network must end with {@code BatchNorm, Dense(1)}, with or without
 * {@code Dropout} between: the normalisation gets the features' mean and variance, the dense layer the logistic regression
 * with a ridge penalty on what the layers before make of the batches.
 *
 * <p>Every batch is passed forward once and nothing backward, so that it takes a fraction of a training by steps. There is
 * no checkpoint. Memory: one row of features for each example.
 */
public final class LinearHead {
    private final Network network;
    private final int end;

    private LinearHead(Network network) {
        List<Layer> layers = network.layers();
        int last = layers.size() - 1;
        int norm = last > 0 && layers.get(last - 1) instanceof Layer.Dropout ? last - 2 : last - 1;
        if (norm < 1
                || !(layers.get(norm) instanceof Layer.BatchNorm)
                || !layers.get(last).equals(new Layer.Dense(1))) {
            throw new IllegalArgumentException(
                    "Only a network that ends with BatchNorm and Dense(1) has an end that can be"
                            + " fitted by itself; \"" + network.name() + "\" ends with " + layers.get(last));
        }
        this.network = network;
        this.end = norm;
    }

    /**
     * The network's parameters with the end fitted.
     *
     * @param start all parameters; those before the end stay as they are
     * @param batches epochs 0 to {@code epochs - 1} of them are used
     * @param ridge penalty λ on the weights of normalised features, above 0
     * @param threads for PyTorch, at least 1
     * @param listener told about every batch
     * @throws IllegalArgumentException if the network ends otherwise, or the parameters are another network's
     */
    public static Parameters fit(
            Network network,
            Parameters start,
            Batches batches,
            int epochs,
            double ridge,
            int threads,
            TrainingListener listener) {
        Check.positive(ridge, "Ridge");
        Check.atLeast(1, threads, "Number of threads");
        LinearHead head = new LinearHead(network);
        Torch.start(threads);
        List<float[]> rows = new ArrayList<>();
        List<Float> targets = new ArrayList<>();
        List<Float> counts = new ArrayList<>();
        head.features(start, batches, epochs, listener, (row, target, count) -> {
            rows.add(row);
            targets.add(target);
            counts.add(count);
        });
        Moments moments = Moments.of(rows);
        moments.normalise(rows);
        return head.filled(
                start, moments, LogisticRegression.fit(new LogisticRegression.Problem(rows, targets, counts, ridge)));
    }

    @FunctionalInterface
    private interface Rows {
        void add(float[] row, float target, float count);
    }

    private void features(Parameters start, Batches batches, int epochs, TrainingListener listener, Rows into) {
        Batch first = batches.batch(0, 0);
        long[] shape = first.shape().clone();
        shape[0] = -1;
        Plan plan = Plan.of(new Network(network.name(), network.layers().subList(0, end)), shape);
        Map<String, Value> kept = new LinkedHashMap<>();
        plan.weights().forEach(weight -> kept.put(weight.name(), start.get(weight.name())));
        long begun = System.nanoTime();
        int all = epochs * batches.batchesPerEpoch();
        try (PtNDManager manager = Torch.manager()) {
            TorchNetwork trunk = TorchNetwork.of(plan, new Parameters(kept), manager, _ -> false);
            for (int done = 0; done < all; done++) {
                int epoch = done / batches.batchesPerEpoch();
                int index = done % batches.batchesPerEpoch();
                Batch batch = batches.batch(epoch, index);
                float[] values = outputs(trunk, manager, batch);
                int width = values.length / batch.targets().length;
                for (int i = 0; i < batch.targets().length; i++) {
                    float[] row = new float[width];
                    System.arraycopy(values, i * width, row, 0, width);
                    into.add(row, batch.targets()[i], batch.weights()[i]);
                }
                double left = (System.nanoTime() - begun) * 1e-9 / (done + 1) * (all - done - 1);
                listener.step(new TrainingListener.Progress(
                        epoch + 1, epochs, index + 1, batches.batchesPerEpoch(), Double.NaN, 0, left));
            }
        }
    }

    private static float[] outputs(TorchNetwork trunk, PtNDManager manager, Batch batch) {
        try (PtNDManager pass = (PtNDManager) manager.newSubManager()) {
            PtNDArray input = TorchNetwork.array(pass, batch.inputs(), batch.shape());
            return trunk.forward(input, Pass.INFERENCE).toFloatArray();
        }
    }

    private Parameters filled(Parameters start, Moments moments, LogisticRegression fitted) {
        Map<String, Value> values = new LinkedHashMap<>(start.values());
        float[] ones = new float[moments.means().length];
        Arrays.fill(ones, 1);
        String norm = end + ".batchnorm.";
        put(values, norm + "scale", ones);
        put(values, norm + "shift", new float[ones.length]);
        put(values, norm + "mean", moments.means());
        put(values, norm + "variance", moments.variances());
        String dense = network.layers().size() - 1 + ".dense.";
        put(values, dense + "weight", floats(fitted.weights()));
        put(values, dense + "bias", floats(fitted.bias()));
        return new Parameters(values);
    }

    private static void put(Map<String, Value> values, String name, float... filled) {
        Value old = values.get(name);
        if (old == null || old.values().length != filled.length) {
            throw new IllegalArgumentException("The parameters lack \"" + name + "\" with " + filled.length
                    + " values; they are another network's");
        }
        values.put(name, new Value(old.shape(), filled));
    }

    private static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Each feature's mean and variance over all rows. */
    private record Moments(float[] means, float[] variances) {
        static Moments of(List<float[]> rows) {
            int width = rows.getFirst().length;
            double[] sums = new double[width];
            double[] squares = new double[width];
            for (float[] row : rows) {
                for (int f = 0; f < width; f++) {
                    sums[f] += row[f];
                    squares[f] += (double) row[f] * row[f];
                }
            }
            float[] means = new float[width];
            float[] variances = new float[width];
            for (int f = 0; f < width; f++) {
                double mean = sums[f] / rows.size();
                means[f] = (float) mean;
                variances[f] = (float) Math.max(0, squares[f] / rows.size() - mean * mean);
            }
            return new Moments(means, variances);
        }

        /** As the normalisation will, so that the weights mean the same there. */
        void normalise(List<float[]> rows) {
            for (float[] row : rows) {
                for (int f = 0; f < row.length; f++) {
                    row[f] = (float) ((row[f] - means[f]) / Math.sqrt(variances[f] + TorchNetwork.EPSILON));
                }
            }
        }
    }
}
