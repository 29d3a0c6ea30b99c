package io.haechi.voice;

import io.haechi.neural.Layer;
import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.Network;
import java.util.List;

/** The networks that recipes name; each takes a picture {@code [N, 1, bands, frames]} and gives one logit. */
final class Networks {
    private static final List<String> NAMES = List.of("simple-cnn", "bilstm");

    private Networks() {}

    static Network named(String name) {
        return switch (name) {
            case "simple-cnn" -> simpleCnn();
            case "bilstm" -> bilstm();
            default ->
                throw new IllegalArgumentException(
                        "No network is called \"" + name + "\"; known are " + String.join(", ", NAMES));
        };
    }

    /**
     * Five convolutions that shrink the picture by striding, then two dense layers on the channels' means: 143,000 weights.
     * Strides instead of pooling, since every map that is not made costs nothing; channels in sixteens, as the kernels work.
     */
    private static Network simpleCnn() {
        return Network.of(
                "simple-cnn",
                Network.layers(new BatchNorm()),
                convolution(16, 5, 2),
                convolution(32, 3, 2),
                convolution(64, 3, 2),
                convolution(64, 3, 1),
                convolution(128, 3, 2),
                Network.layers(new GlobalAveragePool(), new Dense(64), new Relu(), new Dropout(0.3), new Dense(1)));
    }

    private static List<Layer> convolution(int filters, int kernel, int stride) {
        return Network.layers(
                new Conv2d(filters, kernel, kernel, stride, stride, Padding.SAME, false), new BatchNorm(), new Relu());
    }

    /** One layer read both ways, summed up over time by mean and deviation. */
    private static Network bilstm() {
        return Network.of(
                "bilstm",
                Network.layers(
                        new ToSequence(),
                        new BatchNorm(),
                        new Lstm(96, true, true),
                        new Dropout(0.3),
                        new StatsPool(),
                        new Dense(64),
                        new Relu(),
                        new Dropout(0.3),
                        new Dense(1)));
    }
}
