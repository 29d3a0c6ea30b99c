package io.haechi.voice;

import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.TimeNorm;
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
     * Four convolutions that shrink the picture, then two dense layers on the channels' means. The first one strides, since
     * half the cost of a small network is its largest maps.
     */
    private static Network simpleCnn() {
        return Network.of(
                "simple-cnn",
                Network.layers(
                        new TimeNorm(false),
                        new BatchNorm(),
                        new Conv2d(16, 5, 5, 2, 2, Padding.SAME, false),
                        new BatchNorm(),
                        new Relu()),
                Network.block(32),
                Network.block(64),
                Network.block(96),
                Network.layers(new GlobalAveragePool(), new Dense(64), new Relu(), new Dropout(0.3), new Dense(1)));
    }

    /** One layer read both ways, summed up over time by mean and deviation. */
    private static Network bilstm() {
        return Network.of(
                "bilstm",
                Network.layers(
                        new TimeNorm(true),
                        new ToSequence(),
                        new Lstm(96, true, true),
                        new Dropout(0.3),
                        new StatsPool(),
                        new Dense(64),
                        new Relu(),
                        new Dropout(0.3),
                        new Dense(1)));
    }
}
