package io.haechi.neural;

import io.haechi.neural.Plan.Weight;
import java.util.ArrayList;
import java.util.List;

/** Which parameters each layer owns, in the layout of PyTorch's own layers. */
final class Weights {
    private Weights() {}

    static List<Weight> of(Layer layer, String path, long... in) {
        long features = in.length == 2 ? in[1] : in[0];
        List<Weight> weights = new ArrayList<>();
        switch (layer) {
            case Layer.Conv2d conv -> {
                weights.add(matrix(path, "weight", Start.HE, conv.filters(), in[0], conv.kernelH(), conv.kernelW()));
                if (conv.bias()) {
                    weights.add(vector(path, "bias", Start.ZERO, conv.filters()));
                }
            }
            case Layer.BatchNorm _ -> {
                weights.addAll(scaleAndShift(path, features));
                weights.add(new Weight(path + ".mean", new long[] {features}, Start.ZERO, false, false));
                weights.add(new Weight(path + ".variance", new long[] {features}, Start.ONE, false, false));
            }
            case Layer.LayerNorm _ -> weights.addAll(scaleAndShift(path, features));
            case Layer.Dense dense -> weights.addAll(dense(path, "", dense.units(), features));
            case Layer.SqueezeExcite squeeze -> {
                long hidden = Math.max(1, features / squeeze.ratio());
                weights.addAll(dense(path, "down.", hidden, features));
                weights.addAll(dense(path, "up.", features, hidden));
            }
            case Layer.Lstm lstm -> {
                weights.addAll(lstm(path, "forward.", lstm.units(), features));
                if (lstm.bidirectional()) {
                    weights.addAll(lstm(path, "backward.", lstm.units(), features));
                }
            }
            case Layer.SelfAttention _ -> {
                for (String part : List.of("query.", "key.", "value.", "out.")) {
                    weights.addAll(dense(path, part, features, features));
                }
            }
            case Layer.Embedding embedding ->
                weights.add(matrix(path, "weight", Start.SMALL, embedding.vocabulary(), embedding.units()));
            case Layer.TokenEmbedding embedding -> {
                weights.add(matrix(path, "tokens", Start.SMALL, embedding.vocabulary(), embedding.units()));
                weights.add(matrix(path, "places", Start.SMALL, embedding.places(), embedding.units()));
            }
            case Layer.Relu _,
                    Layer.LeakyRelu _,
                    Layer.Gelu _,
                    Layer.Sigmoid _,
                    Layer.Tanh _,
                    Layer.MaxFeatureMap _,
                    Layer.MaxPool _,
                    Layer.AveragePool _,
                    Layer.GlobalAveragePool _,
                    Layer.GlobalMaxPool _,
                    Layer.StatsPool _,
                    Layer.TimeNorm _,
                    Layer.Flatten _,
                    Layer.ToSequence _,
                    Layer.BandsToChannels _,
                    Layer.Rescale _,
                    Layer.Dropout _,
                    Layer.Residual _,
                    Layer.FirstFrame _,
                    Layer.PositionalEncoding _ -> {}
        }
        return List.copyOf(weights);
    }

    private static List<Weight> dense(String path, String part, long units, long features) {
        return List.of(
                matrix(path, part + "weight", Start.XAVIER, units, features),
                vector(path, part + "bias", Start.ZERO, units));
    }

    private static List<Weight> lstm(String path, String part, long units, long features) {
        return List.of(
                matrix(path, part + "input", Start.XAVIER_GATES, 4 * units, features),
                matrix(path, part + "state", Start.ORTHOGONAL_GATES, 4 * units, units),
                vector(path, part + "input_bias", Start.FORGET_ONE, 4 * units),
                vector(path, part + "state_bias", Start.ZERO, 4 * units));
    }

    private static List<Weight> scaleAndShift(String path, long features) {
        return List.of(vector(path, "scale", Start.ONE, features), vector(path, "shift", Start.ZERO, features));
    }

    private static Weight matrix(String path, String name, Start start, long... shape) {
        return new Weight(path + "." + name, shape, start, true, true);
    }

    private static Weight vector(String path, String name, Start start, long size) {
        return new Weight(path + "." + name, new long[] {size}, start, true, false);
    }
}
