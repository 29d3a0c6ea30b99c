package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * Dynamic-range quantisation: weights as bytes, ranges of activations measured anew in every run. No examples are needed.
 *
 * <p>MatMul and Gemm with constant weights compute with bytes ({@code DynamicQuantizeLinear} and {@code MatMulInteger},
 * which ONNX Runtime fuses into one kernel); so does an LSTM of 128 units or more a direction, by ONNX Runtime's own
 * {@code DynamicQuantizeLSTM}. Embedding tables keep their rows as bytes and look them up as such. The weights of
 * convolutions, small LSTMs and GRUs are bytes in the file and floats while the model runs: integer convolutions with
 * ranges measured on the way are slower than floats.
 *
 * <p><b>Pays</b> for Transformers and recurrent networks: nearly a quarter of the bytes, and up to four times the speed of
 * large matrix products, at little loss since each input has its own range. Measured on a processor with VNNI, one LSTM
 * direction and one sequence at a time: 64 units 0.7 times the speed of floats, 96 as fast, 128 1.2 times, 256 1.9 times,
 * 384 3.5 times; with 16 sequences 1.0, 1.3, 1.7, 2.1 and 3.7 times. <b>Does not pay</b> in time for convolutional
 * networks: see {@link StaticQuantisation}.
 *
 * @param layers what may be quantised
 * @param fewestUnits LSTMs of fewer units a direction compute with floats; {@link Integer#MAX_VALUE} for runtimes other
 *     than ONNX Runtime on a processor, which lack its LSTM
 */
public record DynamicQuantisation(LayerChoice layers, int fewestUnits) {
    /** DynamicQuantizeLinear came with this operator set. */
    private static final int OLDEST_OPSET = 11;

    /** All layers, for ONNX Runtime. */
    public static final DynamicQuantisation STANDARD = new DynamicQuantisation(LayerChoice.ALL, 128);

    /** The same for these layers. */
    public DynamicQuantisation withLayers(LayerChoice newLayers) {
        return new DynamicQuantisation(newLayers, fewestUnits);
    }

    /** The same with integer LSTMs from this many units a direction on. */
    public DynamicQuantisation withFewestUnits(int newFewestUnits) {
        return new DynamicQuantisation(layers, newFewestUnits);
    }

    /**
     * Quantises a graph.
     *
     * @throws ModelException if it is quantised already, has nothing to quantise, or weights that are not finite
     */
    public Graph apply(Graph graph) {
        return apply(graph, new ArrayList<>());
    }

    /** The names of the layers whose weights would become bytes. */
    public List<String> candidates(Graph graph) {
        List<String> names = new ArrayList<>();
        apply(graph, names);
        return List.copyOf(names);
    }

    private Graph apply(Graph graph, List<String> rewritten) {
        Graph floats = FloatModel.of(graph, OLDEST_OPSET);
        layers.check(floats);
        Graph inside = floats.withBodies(body -> rewritten(body, rewritten));
        Graph made = rewritten(inside, rewritten);
        if (rewritten.isEmpty()) {
            throw new ModelException("The model has no weights to quantise: no MatMul, Gemm, Conv, LSTM, GRU or Gather"
                    + " with " + WeightedLayer.SMALLEST + " constant weights or more");
        }
        return made;
    }

    private Graph rewritten(Graph graph, List<String> rewritten) {
        DynamicWriter writer = new DynamicWriter(graph, layers, fewestUnits);
        Graph made = writer.write();
        rewritten.addAll(writer.rewritten());
        return made;
    }
}
