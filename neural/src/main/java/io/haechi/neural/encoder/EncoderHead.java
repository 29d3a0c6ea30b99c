package io.haechi.neural.encoder;

import io.haechi.neural.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes a judge of an encoder.
 *
 * @param pool how a text's vectors become one
 * @param isPooled whether the trained pooler (a dense layer and tanh, as BERT has it behind the first frame) comes next
 * @param blocks of the encoder that are used, from the first on; 0 for all
 * @param dropout share of values dropped while training, in the encoder and before the last layer
 */
public record EncoderHead(Pool pool, boolean isPooled, int blocks, double dropout) {
    /** How a text's vectors become one. */
    public enum Pool {
        /** The first token's, as BERT was trained. */
        FIRST,
        /** Their mean, as E5 was. */
        MEAN
    }

    public EncoderHead {
        if (blocks < 0) {
            throw new IllegalArgumentException("Blocks must be 0 (all) or more, got " + blocks);
        }
    }

    List<Layer> layers(int width) {
        List<Layer> layers = new ArrayList<>();
        layers.add(pool == Pool.FIRST ? new Layer.FirstFrame() : new Layer.GlobalAveragePool());
        if (isPooled) {
            layers.add(new Layer.Dense(width));
            layers.add(new Layer.Tanh());
        }
        layers.add(new Layer.Dropout(dropout));
        layers.add(new Layer.Dense(1));
        return layers;
    }
}
