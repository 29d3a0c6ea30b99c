package io.haechi.neural;

import java.util.ArrayList;
import java.util.List;

/**
 * A network: its layers from input to output, as a value.
 *
 * <pre>{@code
 * Network simpleCnn = Network.of("simple-cnn",
 *         Network.block(16), Network.block(32), Network.block(64),
 *         Network.layers(new GlobalAveragePool(), new Dense(64), new Relu(), new Dropout(0.3), new Dense(1)));
 * }</pre>
 *
 * @param name what people call it; not blank
 * @param layers at least one; the last gives one logit per example if the network is to be trained
 */
public record Network(String name, List<Layer> layers) {
    public Network {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A network needs a name, got \"" + name + "\"");
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("Network \"" + name + "\" needs at least one layer, got none");
        }
        layers = List.copyOf(layers);
    }

    /** A network of these groups of layers, one after the other. */
    @SafeVarargs
    public static Network of(String name, List<Layer>... groups) {
        List<Layer> all = new ArrayList<>();
        for (List<Layer> group : groups) {
            all.addAll(group);
        }
        return new Network(name, all);
    }

    /** These layers as a group. */
    public static List<Layer> layers(Layer... layers) {
        return List.of(layers);
    }

    /** 3x3 convolution, batch normalisation, ReLU. */
    public static List<Layer> convolution(int filters) {
        return List.of(new Layer.Conv2d(filters, 3), new Layer.BatchNorm(), new Layer.Relu());
    }

    /**
     * 3x3 convolution, batch normalisation, 2x2 max pooling that halves height and width, ReLU. Pooling first gives the same
     * values, because the larger of two rectified numbers is the rectified larger one, and leaves a quarter to rectify.
     */
    public static List<Layer> block(int filters) {
        return List.of(new Layer.Conv2d(filters, 3), new Layer.BatchNorm(), new Layer.MaxPool(2, 2), new Layer.Relu());
    }

    /** Two 3x3 convolutions with a shortcut around them (He et al., 2016); the first one strides. */
    public static List<Layer> residual(int filters, int stride) {
        List<Layer> body = List.of(
                new Layer.Conv2d(filters, 3, 3, stride, stride, Layer.Padding.SAME, false),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Conv2d(filters, 3),
                new Layer.BatchNorm());
        List<Layer> shortcut = List.of(
                new Layer.Conv2d(filters, 1, 1, stride, stride, Layer.Padding.SAME, false), new Layer.BatchNorm());
        return List.of(new Layer.Residual(body, shortcut), new Layer.Relu());
    }

    /**
     * One encoder block of the BERT family (Devlin et al., 2019): attention, then two dense layers, each with a shortcut, and
     * normalised after it. Dropout is on what either adds, not on the shares of attention.
     */
    public static List<Layer> bert(int features, int heads, int hidden, double epsilon, double dropout) {
        return List.of(
                new Layer.Residual(List.of(new Layer.SelfAttention(heads), new Layer.Dropout(dropout))),
                new Layer.LayerNorm(epsilon),
                new Layer.Residual(List.of(
                        new Layer.Dense(hidden),
                        new Layer.Gelu(),
                        new Layer.Dense(features),
                        new Layer.Dropout(dropout))),
                new Layer.LayerNorm(epsilon));
    }

    /** One encoder block of a transformer, normalising first: attention, then two dense layers, each with a shortcut. */
    public static List<Layer> transformer(int features, int heads, int hidden, double dropout) {
        return List.of(
                new Layer.Residual(
                        List.of(new Layer.LayerNorm(), new Layer.SelfAttention(heads), new Layer.Dropout(dropout))),
                new Layer.Residual(List.of(
                        new Layer.LayerNorm(),
                        new Layer.Dense(hidden),
                        new Layer.Gelu(),
                        new Layer.Dropout(dropout),
                        new Layer.Dense(features),
                        new Layer.Dropout(dropout))));
    }
}
