package io.haechi.neural;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.haechi.core.ModelException;
import io.haechi.neural.Plan.Step;
import io.haechi.neural.Plan.Weight;
import io.haechi.neural.quantise.FakeQuantise;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.neural.quantise.RunningRange;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the layers as PyTorch operations: the network as it trains. {@link OnnxWriter} is the same network as it runs.
 *
 * <p>The parameters are plain arrays in our order and under our names, and the forward pass is a function of them; DJL's
 * own blocks are not used, because their bidirectional LSTM orders its parameters wrongly and their order of parameters is
 * theirs to change. Memory: DJL gives a result to the manager of its first operand. In every operation here that is an
 * activation, never a parameter, so that closing the input's manager frees the whole pass.
 */
final class TorchNetwork {
    static final double EPSILON = 1e-5;
    /** Added to the variance of {@link Layer.TimeNorm}. */
    static final double TIME_NORM_FLOOR = 1;

    /** Taken from the scores of hidden frames: their shares become exactly zero. */
    static final double HIDDEN = 1e4;

    private static final double MOMENTUM = 0.1;
    private static final Shape ONE_ONE = new Shape(1, 1);
    private static final Shape ZERO_ZERO = new Shape(0, 0);

    private final Plan plan;
    private final Map<String, PtNDArray> arrays;

    private TorchNetwork(Plan plan, Map<String, PtNDArray> arrays) {
        this.plan = plan;
        this.arrays = arrays;
    }

    /**
     * The network with these parameters, copied into the manager's memory; those that learn carry gradients. Where the first
     * layers do not, nothing is kept of what they make, and the way back ends at them.
     */
    static TorchNetwork of(Plan plan, Parameters parameters, PtNDManager manager, Predicate<Weight> learns) {
        plan.requireFits(parameters);
        Map<String, PtNDArray> arrays = new LinkedHashMap<>();
        for (Weight weight : plan.weights()) {
            PtNDArray array = array(manager, parameters.get(weight.name()).values(), weight.shape());
            if (learns.test(weight)) {
                array.setRequiresGradient(true);
            }
            arrays.put(weight.name(), array);
        }
        return new TorchNetwork(plan, arrays);
    }

    /** A network whose trained parameters are its own copies, while it shares this one's running statistics. */
    TorchNetwork shadow(Parameters parameters, PtNDManager manager) {
        Map<String, PtNDArray> copies = new LinkedHashMap<>();
        for (Weight weight : plan.weights()) {
            copies.put(
                    weight.name(),
                    weight.isTrained()
                            ? array(manager, parameters.get(weight.name()).values(), weight.shape())
                            : array(weight));
        }
        return new TorchNetwork(plan, copies);
    }

    static PtNDArray array(PtNDManager manager, float[] values, long... shape) {
        return (PtNDArray) manager.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32);
    }

    PtNDArray array(Weight weight) {
        return array(weight.name());
    }

    /** The parameters as they are now. */
    Parameters parameters() {
        Map<String, Parameters.Value> values = new LinkedHashMap<>();
        for (Weight weight : plan.weights()) {
            values.put(
                    weight.name(),
                    new Parameters.Value(weight.shape(), array(weight).toFloatArray()));
        }
        return new Parameters(values);
    }

    /** Output for input; gradients are recorded if PyTorch's gradient mode is on. */
    PtNDArray forward(PtNDArray input, Pass pass) {
        return plan.network().layers().getFirst() instanceof Layer.TokenEmbedding embedding
                ? chain(plan.steps(), input, pass.showing(shown(input, embedding.padding())))
                : chain(plan.steps(), input, pass);
    }

    private static PtNDArray shown(PtNDArray numbers, int padding) {
        return ((PtNDArray) numbers.neq(padding)).toType(DataType.FLOAT32, false);
    }

    private PtNDArray chain(List<Step> steps, PtNDArray input, Pass pass) {
        PtNDArray x = input;
        for (Step step : steps) {
            x = rounded(plan.sites().before(step), x, pass);
            x = apply(step, x, pass);
            x = rounded(plan.sites().after(step), x, pass);
        }
        return x;
    }

    /** Moves the range of this name by what it sees, and rounds to it, if the pass does. */
    private PtNDArray rounded(@Nullable String name, PtNDArray x, Pass pass) {
        if (name == null) {
            return x;
        }
        PtNDArray kept = array(name);
        float[] bounds = kept.toFloatArray();
        RunningRange range = new RunningRange(bounds[0], bounds[1]);
        if (pass.isBatchCounted()) {
            range = range.towards(seen(name, x), quantisation().momentum());
            kept.set(FloatBuffer.wrap(new float[] {range.low(), range.high()}));
        }
        return pass.isRounded() && !range.isEmpty() ? FakeQuantise.activation(x, range) : x;
    }

    private static RunningRange seen(String name, PtNDArray x) {
        try {
            return FakeQuantise.range(x);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "Training broke down: " + name + " sees values that are not numbers. Try a lower learning rate, and"
                            + " look for values in the inputs that are not numbers",
                    e);
        }
    }

    /** A layer's weights, rounded if it is one that will run with integers. */
    private PtNDArray weights(Step step, PtNDArray x, Pass pass) {
        PtNDArray weights = array(step.name("weight"));
        return pass.isRounded() && plan.sites().hasIntegerWeights(step)
                ? FakeQuantise.weights(weights, quantisation().weightBits(), x.getManager())
                : weights;
    }

    private QuantisationAware quantisation() {
        return Objects.requireNonNull(plan.quantisation());
    }

    private PtNDArray apply(Step step, PtNDArray x, Pass pass) {
        return switch (step.layer()) {
            case Layer.Conv2d conv -> convolution(step, conv, x, weights(step, x, pass));
            case Layer.BatchNorm plain ->
                step.in().length == 2 ? turned(batchNorm(step, turned(x), pass)) : batchNorm(step, x, pass);
            case Layer.Relu plain -> JniUtils.relu(x);
            case Layer.LeakyRelu leaky -> JniUtils.leakyRelu(x, leaky.slope());
            case Layer.Gelu plain -> JniUtils.gelu(x);
            case Layer.Sigmoid plain -> JniUtils.sigmoid(x);
            case Layer.Tanh plain -> JniUtils.tanh(x);
            case Layer.MaxFeatureMap plain -> {
                int axis = step.in().length == 2 ? 2 : 1;
                NDList halves = JniUtils.split(x, x.getShape().get(axis) / 2, axis);
                yield JniUtils.max((PtNDArray) halves.get(0), (PtNDArray) halves.get(1));
            }
            case Layer.MaxPool pool ->
                JniUtils.maxPool(
                        x,
                        new Shape(pool.height(), pool.width()),
                        new Shape(pool.strideH(), pool.strideW()),
                        ZERO_ZERO,
                        false);
            case Layer.AveragePool pool ->
                JniUtils.avgPool(
                        x,
                        new Shape(pool.height(), pool.width()),
                        new Shape(pool.strideH(), pool.strideW()),
                        ZERO_ZERO,
                        false,
                        false);
            case Layer.GlobalAveragePool plain when pass.shown() != null -> shownMean(x, pass.shown());
            case Layer.GlobalAveragePool plain -> overall(step, x);
            case Layer.GlobalMaxPool plain -> {
                PtNDArray flat = step.in().length == 3 ? JniUtils.flatten(x, 2, -1) : x;
                yield JniUtils.max(flat, step.in().length == 3 ? 2 : 1, false);
            }
            case Layer.StatsPool plain -> statistics(step, x);
            case Layer.Flatten plain -> JniUtils.flatten(x, 1, -1);
            case Layer.ToSequence plain -> JniUtils.flatten(JniUtils.permute(x, new long[] {0, 3, 1, 2}), 2, -1);
            case Layer.BandsToChannels plain ->
                JniUtils.reshape(x, new long[] {
                    x.getShape().get(0), step.out()[0], 1, x.getShape().get(3)
                });
            case Layer.Rescale fixed -> (PtNDArray) x.add(fixed.offset()).mul(fixed.factor());
            case Layer.Dense plain -> JniUtils.linear(x, weights(step, x, pass), array(step.name("bias")));
            case Layer.Dropout dropout -> pass.isLearning() ? JniUtils.dropout(x, dropout.rate(), true) : x;
            case Layer.Residual plain -> JniUtils.add(chain(step.body(), x, pass), chain(step.shortcut(), x, pass));
            case Layer.SqueezeExcite plain -> {
                PtNDArray means = overall(step, x);
                PtNDArray gates = JniUtils.sigmoid(dense(step, "up.", JniUtils.relu(dense(step, "down.", means))));
                yield JniUtils.mul(x, JniUtils.reshape(gates, new long[] {
                    gates.getShape().get(0), step.in()[0], 1, 1
                }));
            }
            case Layer.Lstm lstm -> lstm(step, lstm, x, pass);
            case Layer.SelfAttention attention -> attention(step, attention, x, pass);
            case Layer.LayerNorm norm ->
                JniUtils.layerNorm(
                        x,
                        new Shape(step.features()),
                        array(step.name("scale")),
                        array(step.name("shift")),
                        norm.epsilon());
            case Layer.TimeNorm norm -> timeNorm(step, norm, x);
            case Layer.PositionalEncoding encoding -> {
                int frames = (int) x.getShape().get(1);
                float[] table = OnnxSequences.table(encoding.order(), frames, step.features());
                yield JniUtils.add(x, array(x.getManager(), table, frames, step.features()));
            }
            case Layer.Embedding plain -> {
                PtNDArray numbers = x.toType(DataType.INT64, false);
                yield JniUtils.embedding(numbers, array(step.name("weight")), false);
            }
            case Layer.TokenEmbedding plain -> {
                PtNDArray numbers = x.toType(DataType.INT64, false);
                PtNDArray places =
                        (PtNDArray) x.getManager().arange(0, (int) x.getShape().get(1), 1, DataType.INT64);
                yield JniUtils.add(
                        JniUtils.embedding(numbers, array(step.name("tokens")), false),
                        JniUtils.embedding(places, array(step.name("places")), false));
            }
            case Layer.FirstFrame plain -> JniUtils.squeeze(JniUtils.slice(x, 1, 0, 1, 1), 1);
        };
    }

    private PtNDArray convolution(Step step, Layer.Conv2d conv, PtNDArray x, PtNDArray weights) {
        boolean same = conv.padding() == Layer.Padding.SAME;
        Shape padding = same ? new Shape((conv.kernelH() - 1) / 2, (conv.kernelW() - 1) / 2) : ZERO_ZERO;
        return JniUtils.convolution(
                x,
                weights,
                arrays.get(step.name("bias")),
                new Shape(conv.strideH(), conv.strideW()),
                padding,
                ONE_ONE,
                1);
    }

    private static PtNDArray overall(Step step, PtNDArray x) {
        return step.in().length == 3 ? JniUtils.mean(JniUtils.flatten(x, 2, -1), 2, false) : JniUtils.mean(x, 1, false);
    }

    private PtNDArray statistics(Step step, PtNDArray x) {
        int axis = step.in().length == 3 ? 3 : 1;
        PtNDArray mean = JniUtils.mean(x, axis, true);
        PtNDArray variance = JniUtils.mean(JniUtils.square(JniUtils.sub(x, mean)), axis, true);
        PtNDArray deviation = JniUtils.sqrt((PtNDArray) variance.add(EPSILON));
        return JniUtils.cat(new PtNDArray[] {JniUtils.flatten(mean, 1, -1), JniUtils.flatten(deviation, 1, -1)}, 1);
    }

    private PtNDArray batchNorm(Step step, PtNDArray x, Pass pass) {
        return JniUtils.batchNorm(
                x,
                array(step.name("mean")),
                array(step.name("variance")),
                array(step.name("scale")),
                array(step.name("shift")),
                pass.isBatchCounted(),
                MOMENTUM,
                EPSILON);
    }

    /** A sequence with its frames last, where PyTorch looks for what to normalise over, or back again. */
    private static PtNDArray turned(PtNDArray x) {
        return JniUtils.permute(x, new long[] {0, 2, 1});
    }

    private static PtNDArray timeNorm(Step step, Layer.TimeNorm norm, PtNDArray x) {
        int axis = step.in().length == 3 ? 3 : 1;
        PtNDArray centred = JniUtils.sub(x, JniUtils.mean(x, axis, true));
        if (!norm.scaled()) {
            return centred;
        }
        PtNDArray variance = JniUtils.mean(JniUtils.square(centred), axis, true);
        return JniUtils.div(centred, JniUtils.sqrt((PtNDArray) variance.add(TIME_NORM_FLOOR)));
    }

    private PtNDArray dense(Step step, String part, PtNDArray x) {
        return JniUtils.linear(x, array(step.name(part + "weight")), array(step.name(part + "bias")));
    }

    private PtNDArray lstm(Step step, Layer.Lstm lstm, PtNDArray x, Pass pass) {
        PtNDArray forward = oneWay(step, "forward.", lstm, x, pass);
        if (!lstm.bidirectional()) {
            return lstm.returnSequence() ? forward : last(forward);
        }
        PtNDArray backward = oneWay(step, "backward.", lstm, JniUtils.flip(x, new long[] {1}), pass);
        return lstm.returnSequence()
                ? JniUtils.cat(new PtNDArray[] {forward, JniUtils.flip(backward, new long[] {1})}, 2)
                : JniUtils.cat(new PtNDArray[] {last(forward), last(backward)}, 1);
    }

    private static PtNDArray last(PtNDArray sequence) {
        long frames = sequence.getShape().get(1);
        return JniUtils.squeeze(JniUtils.slice(sequence, 1, frames - 1, frames, 1), 1);
    }

    private PtNDArray oneWay(Step step, String part, Layer.Lstm lstm, PtNDArray x, Pass pass) {
        Shape state = new Shape(1, x.getShape().get(0), lstm.units());
        NDList start = new NDList(x.getManager().zeros(state), x.getManager().zeros(state));
        NDList weights = new NDList(
                array(step.name(part + "input")),
                array(step.name(part + "state")),
                array(step.name(part + "input_bias")),
                array(step.name(part + "state_bias")));
        return (PtNDArray) JniUtils.lstm(x, start, weights, true, 1, 0, pass.isLearning(), false, true)
                .get(0);
    }

    /** The mean over the frames that count. */
    private static PtNDArray shownMean(PtNDArray x, PtNDArray shown) {
        long[] shape = x.getShape().getShape();
        PtNDArray weights = JniUtils.reshape(shown, new long[] {shape[0], shape[1], 1});
        PtNDArray counts = (PtNDArray) JniUtils.sum(shown, new long[] {1}, true).maximum(1);
        return JniUtils.div(JniUtils.sum(JniUtils.mul(x, weights), new long[] {1}, false), counts);
    }

    private PtNDArray attention(Step step, Layer.SelfAttention attention, PtNDArray x, Pass pass) {
        long size = step.features() / attention.heads();
        PtNDArray query = heads(step, "query.", x, attention.heads(), size, 0, 2, 1, 3);
        PtNDArray key = heads(step, "key.", x, attention.heads(), size, 0, 2, 3, 1);
        PtNDArray value = heads(step, "value.", x, attention.heads(), size, 0, 2, 1, 3);
        PtNDArray scores = (PtNDArray) JniUtils.matmul(query, key).mul(1 / Math.sqrt(size));
        PtNDArray shown = pass.shown();
        if (shown != null) {
            PtNDArray hidden = (PtNDArray) shown.sub(1).mul(HIDDEN);
            long[] everywhere = {
                hidden.getShape().get(0), 1, 1, hidden.getShape().get(1)
            };
            scores = JniUtils.add(scores, JniUtils.reshape(hidden, everywhere));
        }
        PtNDArray mixed = JniUtils.matmul(JniUtils.softmax(scores, -1, DataType.FLOAT32), value);
        return dense(step, "out.", JniUtils.flatten(JniUtils.permute(mixed, new long[] {0, 2, 1, 3}), 2, -1));
    }

    private PtNDArray heads(Step step, String part, PtNDArray x, long heads, long size, long... order) {
        Shape shape = x.getShape();
        PtNDArray parted = JniUtils.reshape(dense(step, part, x), new long[] {shape.get(0), shape.get(1), heads, size});
        return JniUtils.permute(parted, order);
    }

    private PtNDArray array(String name) {
        PtNDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("There is no parameter \"" + name + "\"");
        }
        return array;
    }
}
