package io.haechi.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.haechi.core.ModelException;
import java.util.Map;

/**
 * Joins two models into one file, the first one's only output feeding the second one's only input.
 *
 * <p>This is how a front end and a network become one model that takes a waveform and stands alone. The result's input is
 * the first model's, its output the second's, with their names and shapes; both models must be written in the same
 * operator set. Tensors in between are renamed ({@code front/...}), so that equal names never collide.
 */
public final class Compose {
    private Compose() {}

    /**
     * The joined model.
     *
     * @param name the new graph's name
     * @param first a model with one float input and one output
     * @param second a model with one input, of the shape that the first one's output has, and one float output
     * @throws ModelException if either is no acceptable model, has another number of inputs or outputs, or the operator
     *     sets differ
     */
    public static byte[] chain(String name, byte[] first, byte[] second) {
        ModelProto front = ModelFile.parse(first);
        ModelProto back = ModelFile.parse(second);
        ValueInfoProto input = only("first", "input", front.getGraph(), true);
        ValueInfoProto bridge = only("second", "input", back.getGraph(), true);
        only("first", "output", front.getGraph(), false);
        ValueInfoProto output = only("second", "output", back.getGraph(), false);
        GraphBuilder graph =
                new GraphBuilder(name, (int) front.getOpsetImport(0).getVersion());
        String start = graph.input(input.getName(), shape(input));
        String features = graph.append(first, Map.of(input.getName(), start))
                .values()
                .iterator()
                .next();
        String end = graph.append(second, Map.of(bridge.getName(), features))
                .values()
                .iterator()
                .next();
        graph.output(end, output.getName(), shape(output));
        return graph.toBytes();
    }

    private static ValueInfoProto only(String which, String kind, GraphProto graph, boolean isInput) {
        int count = isInput ? graph.getInputCount() : graph.getOutputCount();
        if (count != 1) {
            throw new ModelException("The " + which + " model must have one " + kind + ", it has " + count);
        }
        return isInput ? graph.getInput(0) : graph.getOutput(0);
    }

    private static long[] shape(ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(Compose::size)
                .toArray();
    }

    private static long size(TensorShapeProto.Dimension dimension) {
        return dimension.hasDimValue() ? dimension.getDimValue() : -1;
    }
}
