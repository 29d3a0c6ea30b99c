package io.haechi.neural;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a network with the first layers of a Whisper encoder (Radford et al., 2022), which has heard 680,000 hours of
 * speech through every channel there is; what a vocoder leaves behind shows in its lower layers across speakers and
 * recordings where a network that only knows a thousand clips is lost (Kawa et al., Improved DeepFake Detection Using
 * Whisper Features, 2023).
 *
 * <p>The network begins like the encoder: {@code Rescale, BandsToChannels}, two convolutions with {@code Gelu},
 * {@code ToSequence}, {@code PositionalEncoding} with {@link Layer.WaveOrder#HALVES}, then as many blocks as it likes of
 * {@link Network#transformer}. Parameters are taken over in the order of the layers; what follows starts as it would have.
 */
public final class WhisperTrunk {
    private static final String ENCODER = "encoder/";

    private final Map<String, Value> theirs;
    private final List<Value> ordered = new ArrayList<>();

    private WhisperTrunk(Map<String, Value> theirs) {
        this.theirs = theirs;
    }

    /**
     * The parameters to start from.
     *
     * @param network begins as said above, with at least one block and no more than the file has
     * @param seed of what is not borrowed
     * @param file {@code model.bin} of a Whisper model in CTranslate2's format, single or half precision
     * @param inputShape the network's input, batch first; -1 where unknown
     * @throws ModelException if the file is no such model, or of another size than the network
     * @throws IOException if it cannot be read
     */
    public static Parameters of(Network network, long seed, Path file, long... inputShape) throws IOException {
        WhisperTrunk trunk = new WhisperTrunk(CTranslate2File.read(file, ENCODER));
        long blocks =
                network.layers().stream().filter(WhisperTrunk::isAttention).count();
        trunk.convolution("conv1");
        trunk.convolution("conv2");
        for (int i = 0; i < blocks; i++) {
            trunk.block(ENCODER + "layer_" + i + "/");
        }
        return trunk.filled(Trainer.initial(network, seed, inputShape), file);
    }

    private static boolean isAttention(Layer layer) {
        return layer instanceof Layer.Residual block
                && block.body().stream().anyMatch(Layer.SelfAttention.class::isInstance);
    }

    private void convolution(String name) {
        Value kernel = get(ENCODER + name + "/weight");
        long[] dims = kernel.shape();
        if (dims.length != 3) {
            throw new ModelException(name + " must have three sizes, got " + Arrays.toString(dims));
        }
        ordered.add(new Value(new long[] {dims[0], dims[1], 1, dims[2]}, kernel.values()));
        ordered.add(get(ENCODER + name + "/bias"));
    }

    /** One block: normalisation, queries, keys and values out of one matrix, the way out, and two dense layers. */
    private void block(String path) {
        norm(path + "self_attention/layer_norm");
        Value joined = get(path + "self_attention/linear_0/weight");
        Value bias = get(path + "self_attention/linear_0/bias");
        int width = (int) joined.shape()[1];
        for (int part = 0; part < 3; part++) {
            ordered.add(new Value(new long[] {width, width}, third(joined.values(), part)));
            ordered.add(new Value(new long[] {width}, third(bias.values(), part)));
        }
        dense(path + "self_attention/linear_1");
        norm(path + "ffn/layer_norm");
        dense(path + "ffn/linear_0");
        dense(path + "ffn/linear_1");
    }

    private static float[] third(float[] values, int part) {
        int size = values.length / 3;
        return Arrays.copyOfRange(values, part * size, (part + 1) * size);
    }

    private void norm(String path) {
        ordered.add(get(path + "/gamma"));
        ordered.add(get(path + "/beta"));
    }

    private void dense(String path) {
        ordered.add(get(path + "/weight"));
        ordered.add(get(path + "/bias"));
    }

    private Value get(String name) {
        Value value = theirs.get(name);
        if (value == null) {
            throw new ModelException(
                    "The file holds no \"" + name + "\": it is no Whisper model, or has fewer blocks than the network");
        }
        return value;
    }

    private Parameters filled(Parameters start, Path file) {
        Map<String, Value> values = new LinkedHashMap<>(start.values());
        Iterator<String> names = start.values().keySet().iterator();
        for (Value value : ordered) {
            String name = names.next();
            long[] wanted = start.get(name).shape();
            if (!Arrays.equals(wanted, value.shape())) {
                throw new ModelException(file + ": what stands for " + name + " has the shape "
                        + Arrays.toString(value.shape()) + ", the network wants " + Arrays.toString(wanted));
            }
            values.put(name, value);
        }
        return new Parameters(values);
    }
}
