package io.haechi.neural;

import java.util.List;

/**
 * One layer of a network, as a value.
 *
 * <p>What flows between layers has one of three forms, all with the batch in front: a picture {@code [N, channels, height,
 * width]} (for sound: bands and frames), a sequence {@code [N, frames, features]}, or a vector {@code [N, features]}. Each
 * layer says which it takes and gives; a network that does not fit is refused with a message when it is built. The last size
 * of a picture and the frames of a sequence may be unknown until the model runs.
 */
public sealed interface Layer {

    /** How a convolution treats the border. */
    enum Padding {
        /** Zeros around, (kernel - 1) / 2 on every side: the size is only divided by the stride, rounded up. */
        SAME,
        /** No zeros: the size shrinks by kernel - 1 before it is divided. */
        VALID
    }

    /**
     * Convolution over pictures, {@code filters} channels out.
     *
     * @param bias whether each filter adds a constant; superfluous right before {@link BatchNorm}
     */
    record Conv2d(int filters, int kernelH, int kernelW, int strideH, int strideW, Padding padding, boolean bias)
            implements Layer {
        public Conv2d {
            Check.atLeast(1, filters, "Number of filters");
            Check.atLeast(1, kernelH, "Kernel height");
            Check.atLeast(1, kernelW, "Kernel width");
            Check.atLeast(1, strideH, "Vertical stride");
            Check.atLeast(1, strideW, "Horizontal stride");
            if (padding == Padding.SAME && (kernelH % 2 == 0 || kernelW % 2 == 0)) {
                throw new IllegalArgumentException(
                        "A kernel with SAME padding must have odd sides, got " + kernelH + " x " + kernelW);
            }
        }

        /** A square kernel with stride 1, SAME padding and no bias, to be followed by {@link BatchNorm}. */
        public Conv2d(int filters, int kernel) {
            this(filters, kernel, kernel, 1, 1, Padding.SAME, false);
        }
    }

    /**
     * Batch normalisation of each channel of a picture, or feature of a sequence or vector (Ioffe and Szegedy, 2015),
     * epsilon 1e-5; the running statistics move by 0.1 a step.
     */
    record BatchNorm() implements Layer {}

    /** max(x, 0). */
    record Relu() implements Layer {}

    /** x where positive, {@code slope * x} elsewhere. */
    record LeakyRelu(double slope) implements Layer {
        public LeakyRelu {
            Check.between(0, slope, 1, "Slope");
        }
    }

    /** x Φ(x), exact (Hendrycks and Gimpel, 2016). */
    record Gelu() implements Layer {}

    /** 1 / (1 + exp(-x)). Not for the last layer: the trainer wants logits. */
    record Sigmoid() implements Layer {}

    /** Hyperbolic tangent. */
    record Tanh() implements Layer {}

    /** The larger of the first and the second half of the channels or features, which it halves (Wu et al., 2018). */
    record MaxFeatureMap() implements Layer {}

    /** The largest value of each window of a picture; what is left over at the end is dropped. */
    record MaxPool(int height, int width, int strideH, int strideW) implements Layer {
        public MaxPool {
            Check.window(height, width, strideH, strideW);
        }

        /** Windows that touch and do not overlap. */
        public MaxPool(int height, int width) {
            this(height, width, height, width);
        }
    }

    /** The mean of each window of a picture; what is left over at the end is dropped. */
    record AveragePool(int height, int width, int strideH, int strideW) implements Layer {
        public AveragePool {
            Check.window(height, width, strideH, strideW);
        }

        /** Windows that touch and do not overlap. */
        public AveragePool(int height, int width) {
            this(height, width, height, width);
        }
    }

    /**
     * A picture's mean per channel, or a sequence's mean over time: a vector. Frames that {@link TokenEmbedding} hides do not
     * count.
     */
    record GlobalAveragePool() implements Layer {}

    /** A picture's maximum per channel, or a sequence's maximum over time: a vector. */
    record GlobalMaxPool() implements Layer {}

    /**
     * Mean and standard deviation over time (the last size of a picture, the frames of a sequence), one after the other in
     * a vector: twice the features of a sequence, twice channels times height of a picture (Snyder et al., 2018). The
     * deviation is {@code sqrt(mean((x - mean)²) + 1e-5)}.
     */
    record StatsPool() implements Layer {}

    /** A picture or sequence laid out as one vector; all its sizes must be known. */
    record Flatten() implements Layer {}

    /** A picture as a sequence: {@code [N, C, H, T] -> [N, T, C * H]}. */
    record ToSequence() implements Layer {}

    /** A picture with each band as a channel of its own: {@code [N, C, H, T] -> [N, C * H, 1, T]}. */
    record BandsToChannels() implements Layer {}

    /** {@code (x + offset) * factor} with fixed numbers, to give a trunk what it was trained on. */
    record Rescale(double offset, double factor) implements Layer {}

    /** A fully connected layer on a vector, or on every frame of a sequence. */
    record Dense(int units) implements Layer {
        public Dense {
            Check.atLeast(1, units, "Number of units");
        }
    }

    /** Sets this share of the values to zero while training and scales the others up; does nothing otherwise. */
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("Dropout rate must be at least 0 and below 1, got " + rate);
            }
        }
    }

    /** {@code body(x) + shortcut(x)}; an empty shortcut is x itself. Both must give the same shape. */
    record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
        public Residual {
            if (body.isEmpty()) {
                throw new IllegalArgumentException("A residual block needs at least one layer in its body, got none");
            }
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
        }

        /** A block around which x goes unchanged. */
        public Residual(List<Layer> body) {
            this(body, List.of());
        }
    }

    /**
     * Scales each channel of a picture by a weight between 0 and 1 that two dense layers derive from the channels' means (Hu
     * et al., 2018); the first of them has channels / ratio units, at least one.
     */
    record SqueezeExcite(int ratio) implements Layer {
        public SqueezeExcite {
            Check.atLeast(1, ratio, "Squeeze ratio");
        }
    }

    /**
     * A long short-term memory over a sequence.
     *
     * @param units size of the state of one direction
     * @param bidirectional whether a second one reads backwards; features then double, forward first
     * @param returnSequence true gives the state after every frame, a sequence; false the last state, a vector
     */
    record Lstm(int units, boolean bidirectional, boolean returnSequence) implements Layer {
        public Lstm {
            Check.atLeast(1, units, "Number of units");
        }
    }

    /**
     * Multi-head attention of a sequence to itself (Vaswani et al., 2017), with projections in and out. No frame looks at one
     * that {@link TokenEmbedding} hides.
     */
    record SelfAttention(int heads) implements Layer {
        public SelfAttention {
            Check.atLeast(1, heads, "Number of heads");
        }
    }

    /**
     * Normalisation of each frame or vector over its features (Ba et al., 2016).
     *
     * @param epsilon added to the variance, above 0
     */
    record LayerNorm(double epsilon) implements Layer {
        /** Epsilon of most networks. */
        private static final double USUAL = 1e-5;

        public LayerNorm {
            Check.positive(epsilon, "Epsilon");
        }

        /** With epsilon 1e-5. */
        public LayerNorm() {
            this(USUAL);
        }

        /** Names epsilon only where it is another than usual, so that checkpoints from before there was a choice go on. */
        @Override
        public String toString() {
            return epsilon == USUAL ? "LayerNorm[]" : "LayerNorm[epsilon=" + epsilon + "]";
        }
    }

    /**
     * Takes each row's own mean over time away (each band of a picture, each feature of a sequence): what a microphone or a
     * line adds evenly is gone (cepstral mean normalisation, Atal, 1974).
     *
     * @param scaled whether to divide by the deviation over time too, {@code sqrt(mean((x - mean)²) + 1)}; the one under
     *     the root keeps rows that hardly move from being blown up
     */
    record TimeNorm(boolean scaled) implements Layer {}

    /**
     * Adds sines and cosines of the frame's number to a sequence (Vaswani et al., 2017).
     *
     * @param longest the most frames that a sequence may have
     * @param order how they are laid out over the features
     */
    record PositionalEncoding(int longest, WaveOrder order) implements Layer {
        public PositionalEncoding {
            Check.between(1, longest, 100_000, "Longest sequence");
        }

        /** Sines and cosines in turns. */
        public PositionalEncoding(int longest) {
            this(longest, WaveOrder.ALTERNATING);
        }
    }

    /** How a positional encoding of d features is laid out. */
    enum WaveOrder {
        /** Sines in the even features, cosines in the odd ones, wavelengths 2π 10000^(2i/d) (Vaswani et al., 2017). */
        ALTERNATING,
        /** Sines in the first half, cosines in the second, wavelengths 2π 10000^(i/(d/2-1)) (Radford et al., 2022: Whisper). */
        HALVES
    }

    /** Looks up a learned vector for each number: {@code [N, frames]} of whole numbers below {@code vocabulary}. */
    record Embedding(int vocabulary, int units) implements Layer {
        public Embedding {
            Check.atLeast(1, vocabulary, "Vocabulary");
            Check.atLeast(1, units, "Number of units");
        }
    }

    /**
     * The start of an encoder of the BERT family (Devlin et al., 2019): the sum of a learned vector for each token and one for
     * its place; {@code [N, frames]} of whole numbers becomes a sequence. Rows of a batch that are shorter than others end in
     * tokens of the number {@code padding}; these are hidden from every {@link SelfAttention} and {@link GlobalAveragePool}
     * that follows, so that a text gives the same however far it is padded. Only the first layer of a network may be this.
     *
     * <p>The family's third table, of segments, is left out: what judges single texts adds its first row to every place.
     *
     * @param vocabulary how many tokens there are
     * @param units size of the vectors
     * @param places the most frames that a sequence may have
     * @param padding the number that hides a frame, below {@code vocabulary}
     */
    record TokenEmbedding(int vocabulary, int units, int places, int padding) implements Layer {
        public TokenEmbedding {
            Check.atLeast(1, vocabulary, "Vocabulary");
            Check.atLeast(1, units, "Number of units");
            Check.atLeast(1, places, "Number of places");
            Check.between(0, padding, vocabulary - 1, "Number of the padding token");
        }
    }

    /** A sequence's first frame, where a trained encoder keeps what it thinks of the whole: a vector. */
    record FirstFrame() implements Layer {}
}
