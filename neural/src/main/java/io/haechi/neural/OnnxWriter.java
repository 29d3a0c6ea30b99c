package io.haechi.neural;

import io.haechi.neural.Plan.Step;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.WeightStorage;
import java.util.List;
import java.util.Map;

/** Reads the layers as ONNX nodes: the network as it runs. {@link TorchNetwork} is the same network as it trains. */
final class OnnxWriter {
    private final GraphBuilder graph;
    private final Parameters parameters;
    private final OnnxSequences sequences;
    private final OnnxIntegers integers;
    private final Sites sites;

    private OnnxWriter(GraphBuilder graph, Plan plan, Parameters parameters) {
        this.graph = graph;
        this.parameters = parameters;
        this.sequences = new OnnxSequences(graph, parameters);
        this.integers = new OnnxIntegers(graph, plan, parameters);
        this.sites = plan.sites();
    }

    static byte[] write(Plan plan, Parameters parameters, WeightStorage storage) {
        plan.requireFits(parameters);
        GraphBuilder graph = new GraphBuilder(plan.network().name(), OnnxExport.OPSET).store(storage);
        String input = graph.input("input", withBatch(plan.input()));
        OnnxWriter writer = new OnnxWriter(graph, plan, parameters);
        if (plan.network().layers().getFirst() instanceof Layer.TokenEmbedding embedding) {
            writer.sequences.show(input, embedding.padding());
        }
        String output = writer.chain(plan.steps(), input);
        graph.output(output, "output", withBatch(plan.output()));
        return graph.toBytes();
    }

    private static long[] withBatch(long... form) {
        long[] shape = new long[form.length + 1];
        shape[0] = -1;
        System.arraycopy(form, 0, shape, 1, form.length);
        return shape;
    }

    private String chain(List<Step> steps, String input) {
        String tensor = input;
        for (Step step : steps) {
            String before = integers.rounded(tensor, sites.before(step));
            String made = write(step, before);
            tensor = integers.rounded(made, sites.after(step));
            if (!made.equals(before)) {
                tensor = integers.rounded(tensor, sites.again(step));
            }
        }
        return tensor;
    }

    private String write(Step step, String x) {
        return switch (step.layer()) {
            case Layer.Conv2d conv -> convolution(step, conv, x);
            case Layer.BatchNorm plain when sites.isFolded(step) -> x;
            case Layer.BatchNorm plain ->
                step.in().length == 2 ? turned(batchNorm(step, turned(x))) : batchNorm(step, x);
            case Layer.Relu plain when integers.rectifies(sites.after(step)) -> x;
            case Layer.Relu plain -> node("Relu", Map.of(), x);
            case Layer.LeakyRelu leaky -> node("LeakyRelu", Map.of("alpha", leaky.slope()), x);
            case Layer.Gelu plain -> gelu(x);
            case Layer.Sigmoid plain -> node("Sigmoid", Map.of(), x);
            case Layer.Tanh plain -> node("Tanh", Map.of(), x);
            case Layer.MaxFeatureMap plain -> {
                List<String> halves =
                        graph.nodes("Split", List.of(x), 2, Map.of("axis", step.in().length == 2 ? 2 : 1));
                yield node("Max", Map.of(), halves.get(0), halves.get(1));
            }
            case Layer.MaxPool pool ->
                node("MaxPool", window(pool.height(), pool.width(), pool.strideH(), pool.strideW()), x);
            case Layer.AveragePool pool ->
                node("AveragePool", window(pool.height(), pool.width(), pool.strideH(), pool.strideW()), x);
            case Layer.GlobalAveragePool plain when sequences.areSomeHidden() -> sequences.shownMean(x);
            case Layer.GlobalAveragePool plain
            when sites.after(step) != null && step.in().length == 3 -> {
                // Runtimes know this operator with integers, not the general mean.
                String means = node("GlobalAveragePool", Map.of(), x);
                yield node("Flatten", Map.of("axis", 1), integers.rounded(means, sites.after(step)));
            }
            case Layer.GlobalAveragePool plain -> node("ReduceMean", over(step), x);
            case Layer.GlobalMaxPool plain -> node("ReduceMax", over(step), x);
            case Layer.StatsPool plain -> statistics(step, x);
            case Layer.Flatten plain -> node("Flatten", Map.of("axis", 1), x);
            case Layer.ToSequence plain -> {
                String turned = node("Transpose", Map.of("perm", new int[] {0, 3, 1, 2}), x);
                yield reshaped(turned, 0, 0, step.out()[1]);
            }
            case Layer.BandsToChannels plain -> reshaped(x, 0, step.out()[0], 1, -1);
            case Layer.Rescale fixed ->
                node("Mul", Map.of(), node("Add", Map.of(), x, scalar((float) fixed.offset())), scalar((float)
                        fixed.factor()));
            case Layer.Dense plain
            when sites.hasIntegerWeights(step) ->
                step.in().length == 2
                        ? integers.product(step, x)
                        : integers.layer(step, "Gemm", Map.of("transB", 1), x);
            case Layer.Dense plain -> dense(step, "", x, step.in().length == 2);
            case Layer.Dropout plain -> x;
            case Layer.Residual plain -> node("Add", Map.of(), chain(step.body(), x), chain(step.shortcut(), x));
            case Layer.SqueezeExcite plain -> squeeze(step, x);
            case Layer.Lstm lstm -> sequences.lstm(step, lstm, x);
            case Layer.SelfAttention attention -> sequences.attention(step, attention, x);
            case Layer.LayerNorm norm ->
                node(
                        "LayerNormalization",
                        Map.of("axis", -1, "epsilon", norm.epsilon()),
                        x,
                        weight(step, "scale"),
                        weight(step, "shift"));
            case Layer.TimeNorm norm -> timeNorm(step, norm, x);
            case Layer.PositionalEncoding encoding -> sequences.positions(step, encoding, x);
            case Layer.Embedding plain -> {
                String numbers = node("Cast", Map.of("to", 7), x);
                yield node("Gather", Map.of("axis", 0), weight(step, "weight"), numbers);
            }
            case Layer.TokenEmbedding plain -> sequences.tokens(step, x);
            case Layer.FirstFrame plain ->
                node("Gather", Map.of("axis", 1), x, graph.constant("first", new long[] {0}));
        };
    }

    private String convolution(Step step, Layer.Conv2d conv, String x) {
        boolean same = conv.padding() == Layer.Padding.SAME;
        int top = same ? (conv.kernelH() - 1) / 2 : 0;
        int left = same ? (conv.kernelW() - 1) / 2 : 0;
        Map<String, Object> attributes = Map.of(
                "kernel_shape", new int[] {conv.kernelH(), conv.kernelW()},
                "strides", new int[] {conv.strideH(), conv.strideW()},
                "pads", new int[] {top, left, top, left});
        if (sites.hasIntegerWeights(step)) {
            return integers.layer(step, "Conv", attributes, x);
        }
        return conv.bias()
                ? node("Conv", attributes, x, weight(step, "weight"), weight(step, "bias"))
                : node("Conv", attributes, x, weight(step, "weight"));
    }

    private String gelu(String x) {
        String scaled = node("Mul", Map.of(), x, scalar((float) Math.sqrt(0.5)));
        String shifted = node("Add", Map.of(), node("Erf", Map.of(), scaled), scalar(1));
        return node("Mul", Map.of(), node("Mul", Map.of(), x, shifted), scalar(0.5f));
    }

    private String statistics(Step step, String x) {
        Map<String, Object> overTime = Map.of("axes", new int[] {step.in().length == 3 ? 3 : 1}, "keepdims", 1);
        String mean = node("ReduceMean", overTime, x);
        String centred = node("Sub", Map.of(), x, mean);
        String variance = node("ReduceMean", overTime, node("Mul", Map.of(), centred, centred));
        String deviation =
                node("Sqrt", Map.of(), node("Add", Map.of(), variance, scalar((float) TorchNetwork.EPSILON)));
        return node(
                "Concat",
                Map.of("axis", 1),
                node("Flatten", Map.of("axis", 1), mean),
                node("Flatten", Map.of("axis", 1), deviation));
    }

    private String batchNorm(Step step, String x) {
        return node(
                "BatchNormalization",
                Map.of("epsilon", TorchNetwork.EPSILON),
                x,
                weight(step, "scale"),
                weight(step, "shift"),
                weight(step, "mean"),
                weight(step, "variance"));
    }

    private String turned(String sequence) {
        return node("Transpose", Map.of("perm", new int[] {0, 2, 1}), sequence);
    }

    private String timeNorm(Step step, Layer.TimeNorm norm, String x) {
        Map<String, Object> overTime = Map.of("axes", new int[] {step.in().length == 3 ? 3 : 1}, "keepdims", 1);
        String centred = node("Sub", Map.of(), x, node("ReduceMean", overTime, x));
        if (!norm.scaled()) {
            return centred;
        }
        String variance = node("ReduceMean", overTime, node("Mul", Map.of(), centred, centred));
        String floored = node("Add", Map.of(), variance, scalar((float) TorchNetwork.TIME_NORM_FLOOR));
        return node("Div", Map.of(), centred, node("Sqrt", Map.of(), floored));
    }

    private String squeeze(Step step, String x) {
        String means = node("ReduceMean", over(step), x);
        String hidden = node("Relu", Map.of(), dense(step, "down.", means, false));
        String gates = node("Sigmoid", Map.of(), dense(step, "up.", hidden, false));
        return node("Mul", Map.of(), x, reshaped(gates, 0, step.in()[0], 1, 1));
    }

    private String dense(Step step, String part, String x, boolean isSequence) {
        String bias = weight(step, part + "bias");
        return isSequence
                ? node("Add", Map.of(), node("MatMul", Map.of(), x, sequences.transposed(step, part + "weight")), bias)
                : node("Gemm", Map.of("transB", 1), x, weight(step, part + "weight"), bias);
    }

    /** Every axis but batch and features, which a pool over everything takes away. */
    private static Map<String, Object> over(Step step) {
        return Map.of("axes", step.in().length == 3 ? new int[] {2, 3} : new int[] {1}, "keepdims", 0);
    }

    private static Map<String, Object> window(int height, int width, int strideH, int strideW) {
        return Map.of("kernel_shape", new int[] {height, width}, "strides", new int[] {strideH, strideW});
    }

    private String reshaped(String x, long... shape) {
        return node("Reshape", Map.of(), x, graph.constant("shape", shape, shape.length));
    }

    private String scalar(float value) {
        return graph.constant("scalar", new float[] {value});
    }

    private String weight(Step step, String name) {
        Parameters.Value value = parameters.get(step.name(name));
        return graph.constant(step.name(name), value.values(), value.shape());
    }

    private String node(String op, Map<String, Object> attributes, String... inputs) {
        return graph.node(op, List.of(inputs), attributes);
    }
}
