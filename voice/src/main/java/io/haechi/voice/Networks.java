package io.haechi.voice;

import io.haechi.neural.Layer;
import io.haechi.neural.Layer.BandsToChannels;
import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.Gelu;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.LayerNorm;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.MaxPool;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.PositionalEncoding;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.Rescale;
import io.haechi.neural.Layer.Residual;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.Layer.WaveOrder;
import io.haechi.neural.Network;
import java.util.ArrayList;
import java.util.List;

/** The networks that recipes name; each takes a picture {@code [N, 1, bands, frames]} and gives one logit. */
final class Networks {
    private static final List<String> NAMES =
            List.of("simple-cnn", "bilstm", "whisper-1", "whisper-2", "bilstm-512", "vgg19", "resnet50", "transformer");

    private Networks() {}

    static Network named(String name) {
        return switch (name) {
            case "simple-cnn" -> simpleCnn();
            case "whisper-1" -> whisper(1);
            case "whisper-2" -> whisper(2);
            case "bilstm" -> bilstm();
            case "bilstm-512" -> bilstm512();
            case "vgg19" -> vgg19();
            case "resnet50" -> resNet50();
            case "transformer" -> transformer();
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

    /**
     * The BiLSTM of the studies: 512 units each way, four fifths of what they say dropped while training, one sigmoid. The
     * normalisation in front stands for the standardised coefficients that a study would be given.
     */
    private static Network bilstm512() {
        return Network.of(
                "bilstm-512",
                Network.layers(
                        new ToSequence(), new BatchNorm(), new Lstm(512, true, false), new Dropout(0.8), new Dense(1)));
    }

    /**
     * VGG-19 (Simonyan and Zisserman, 2015) on one grey picture: sixteen 3x3 convolutions in five blocks, then the study's
     * dense layer of 512 units with half of them dropped. Two outputs under a softmax are one logit, their difference. Of
     * the original it lacks nothing but the two dense layers of 4096; like it, it has no normalisation but at the input.
     */
    private static Network vgg19() {
        List<Layer> layers = new ArrayList<>(Network.layers(new BatchNorm()));
        int[] convolutions = {2, 2, 4, 4, 4};
        for (int block = 0; block < convolutions.length; block++) {
            for (int i = 0; i < convolutions[block]; i++) {
                layers.add(new Conv2d(Math.min(512, 64 << block), 3, 3, 1, 1, Padding.SAME, true));
                layers.add(new Relu());
            }
            layers.add(new MaxPool(2, 2));
        }
        return Network.of(
                "vgg19",
                layers,
                Network.layers(new Flatten(), new Dense(512), new Relu(), new Dropout(0.5), new Dense(1)));
    }

    /** ResNet-50 (He et al., 2016) on one grey picture: sixteen bottleneck blocks, 23.5 million weights. */
    private static Network resNet50() {
        List<Layer> layers = new ArrayList<>(Network.layers(
                new BatchNorm(),
                new Conv2d(64, 7, 7, 2, 2, Padding.SAME, false),
                new BatchNorm(),
                new Relu(),
                new MaxPool(2, 2)));
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                layers.addAll(bottleneck(64 << stage, block == 0, stage > 0 && block == 0 ? 2 : 1));
            }
        }
        return Network.of("resnet50", layers, Network.layers(new GlobalAveragePool(), new Dense(1)));
    }

    /** 1x1, 3x3 that strides, 1x1 to four times the width; the shortcut is projected where sizes change. */
    private static List<Layer> bottleneck(int width, boolean isFirst, int stride) {
        List<Layer> body = new ArrayList<>(convolution(width, 1, 1));
        body.addAll(convolution(width, 3, stride));
        body.addAll(Network.layers(new Conv2d(4 * width, 1), new BatchNorm()));
        List<Layer> shortcut = isFirst
                ? Network.layers(new Conv2d(4 * width, 1, 1, stride, stride, Padding.SAME, false), new BatchNorm())
                : List.of();
        return Network.layers(new Residual(body, shortcut), new Relu());
    }

    /** Four encoder blocks of width 128 (Vaswani et al., 2017) over the frames, and the mean of what they make of them. */
    private static Network transformer() {
        List<Layer> layers = new ArrayList<>(Network.layers(
                new ToSequence(), new BatchNorm(), new Dense(128), new PositionalEncoding(3000), new Dropout(0.1)));
        for (int block = 0; block < 4; block++) {
            layers.addAll(Network.transformer(128, 4, 512, 0.1));
        }
        return Network.of(
                "transformer",
                layers,
                Network.layers(new LayerNorm(), new GlobalAveragePool(), new Dropout(0.3), new Dense(1)));
    }

    /**
     * The first layers of Whisper's base encoder, mean and deviation over time of what they hear, and one linear decision: 4.1
     * million weights with one block, 7.2 with two. The input is decibels; the encoder wants their tenth plus four, over four.
     */
    private static Network whisper(int blocks) {
        List<Layer> layers = new ArrayList<>(Network.layers(
                new Rescale(40, 0.025),
                new BandsToChannels(),
                new Conv2d(512, 1, 3, 1, 1, Padding.SAME, true),
                new Gelu(),
                new Conv2d(512, 1, 3, 1, 2, Padding.SAME, true),
                new Gelu(),
                new ToSequence(),
                new PositionalEncoding(1500, WaveOrder.HALVES)));
        for (int block = 0; block < blocks; block++) {
            layers.addAll(Network.transformer(512, 8, 2048, 0));
        }
        return Network.of(
                "whisper-" + blocks,
                layers,
                Network.layers(new StatsPool(), new BatchNorm(), new Dropout(0.5), new Dense(1)));
    }
}
