package io.haechi.call.speech.whisper;

import io.haechi.core.ModelException;
import io.haechi.neural.CTranslate2File;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The weights of a Whisper model under CTranslate2's names, as single floats.
 *
 * <p>Matrices are {@code [out, in]}; queries, keys and values of self-attention are joined in one, as are keys and values
 * of attention to the sound.
 */
public final class WhisperWeights {
    private final Map<String, Value> values;

    /** Under CTranslate2's names, such as {@code encoder/conv1/weight}. */
    public WhisperWeights(Map<String, Value> values) {
        this.values = values;
    }

    /**
     * Reads one half of a file; the other one is left out, since both together are hundreds of megabytes.
     *
     * @param half {@code encoder/} or {@code decoder/}
     * @throws ModelException if it is no CTranslate2 file, or cut short
     */
    public static WhisperWeights read(Path file, String half) throws IOException {
        WhisperWeights weights = new WhisperWeights(CTranslate2File.read(file, half));
        if (weights.layers(half) == 0) {
            throw new ModelException(
                    file + ": holds no " + half.replace("/", "") + " of a Whisper model in half or single" + " floats");
        }
        return weights;
    }

    /** How many blocks a half has. */
    public int layers(String half) {
        int layers = 0;
        while (values.containsKey(half + "layer_" + layers + "/ffn/linear_0/weight")) {
            layers++;
        }
        return layers;
    }

    /** One value; ModelException if there is none. */
    public Value get(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new ModelException("The weights hold no \"" + name + "\": they are no Whisper model's");
        }
        return value;
    }

    /** One size of a value. */
    int size(String name, int axis) {
        return (int) get(name).shape()[axis];
    }

    /** Rows {@code from} to {@code to} of a matrix, or as many values of a vector. */
    public Value rows(String name, int from, int to) {
        Value value = get(name);
        int width = value.shape().length == 1 ? 1 : (int) value.shape()[1];
        long[] shape = value.shape().clone();
        shape[0] = (long) to - from;
        return new Value(shape, Arrays.copyOfRange(value.values(), from * width, to * width));
    }

    /** A matrix with rows and columns exchanged. */
    static Value turned(Value matrix) {
        int rows = (int) matrix.shape()[0];
        int columns = (int) matrix.shape()[1];
        float[] turned = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = matrix.values()[r * columns + c];
            }
        }
        return new Value(new long[] {columns, rows}, turned);
    }
}
