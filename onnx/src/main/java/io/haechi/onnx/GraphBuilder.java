package io.haechi.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an ONNX model, one node at a time, in the order in which it runs.
 *
 * <p>Every method that makes a tensor returns its name, and that name is what later nodes take:
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder("twice", 17);
 * String x = graph.input("x", -1, 80);
 * String two = graph.constant("two", new float[] {2}, 1);
 * graph.output(graph.node("Mul", List.of(x, two), Map.of()), "y", -1, 80);
 * byte[] model = graph.toBytes();
 * }</pre>
 *
 * <p>A builder is for one thread and one graph. The same calls give the same bytes. Everything is kept inside the one
 * file; there is no external data.
 */
public final class GraphBuilder {
    /** Oldest and newest version of the ONNX operator set that can be asked for. */
    public static final int OLDEST_OPSET = 13;

    public static final int NEWEST_OPSET = 21;

    private final String name;
    private final int opset;
    private final GraphProto.Builder graph;
    private final Set<String> names = new HashSet<>();
    private final Set<String> outputs = new HashSet<>();
    private final Map<String, Integer> counters = new TreeMap<>();
    private WeightStorage storage = WeightStorage.FLOAT32;

    /**
     * Starts an empty graph.
     *
     * @param name the graph's name, for people; not empty
     * @param opset version of the standard operator set, {@value #OLDEST_OPSET} to {@value #NEWEST_OPSET}
     */
    public GraphBuilder(String name, int opset) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A graph needs a name, got \"" + name + "\"");
        }
        if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
            throw new IllegalArgumentException(
                    "Operator set must be between " + OLDEST_OPSET + " and " + NEWEST_OPSET + ", got " + opset);
        }
        this.name = name;
        this.opset = opset;
        this.graph = GraphProto.newBuilder().setName(name);
    }

    /** The version of the operator set that this graph is written in. */
    public int opset() {
        return opset;
    }

    /** How the float constants that are added now are stored. */
    public WeightStorage storage() {
        return storage;
    }

    /** Stores the float constants that are added from now on like this; float32 until told otherwise. */
    public GraphBuilder store(WeightStorage newStorage) {
        storage = newStorage;
        return this;
    }

    /**
     * Adds an input of 32-bit floats and returns its name.
     *
     * @param shape its sizes; -1 is a size that is only known when the model runs
     */
    public String input(String inputName, long... shape) {
        return input(inputName, TensorProto.DataType.FLOAT, shape);
    }

    /** Adds an input of 64-bit whole numbers, otherwise like {@link #input(String, long...)}. */
    public String longInput(String inputName, long... shape) {
        return input(inputName, TensorProto.DataType.INT64, shape);
    }

    private String input(String inputName, TensorProto.DataType type, long... shape) {
        claim(inputName);
        graph.addInput(described(inputName, type, shape));
        return inputName;
    }

    /**
     * Adds a float constant and returns the name of the tensor that holds it.
     *
     * @param hint what to call it; a number is appended where the name is taken
     * @param values as many as the shape says, in row-major order
     * @param shape its sizes, none negative; empty for a scalar
     */
    public String constant(String hint, float[] values, long... shape) {
        requireCount(hint, values.length, shape);
        boolean half = storage.halves(values);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * (half ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (half) {
                bytes.putShort(Float.floatToFloat16(value));
            } else {
                bytes.putFloat(value);
            }
        }
        if (!half) {
            return initializer(unique(hint), TensorProto.DataType.FLOAT, bytes, shape);
        }
        String stored = initializer(unique(hint + "_half"), TensorProto.DataType.FLOAT16, bytes, shape);
        String wide = unique(hint);
        graph.addNode(
                node("Cast", List.of(stored), List.of(wide), Map.of("to", TensorProto.DataType.FLOAT.getNumber())));
        return wide;
    }

    /** Adds a constant of 64-bit whole numbers, otherwise like {@link #constant(String, float[], long...)}. */
    public String constant(String hint, long[] values, long... shape) {
        requireCount(hint, values.length, shape);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return initializer(unique(hint), TensorProto.DataType.INT64, bytes, shape);
    }

    /** Adds a constant of 32-bit whole numbers, otherwise like {@link #constant(String, float[], long...)}. */
    public String constant(String hint, int[] values, long... shape) {
        requireCount(hint, values.length, shape);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return initializer(unique(hint), TensorProto.DataType.INT32, bytes, shape);
    }

    /** Adds a constant of signed 8-bit whole numbers, otherwise like {@link #constant(String, float[], long...)}. */
    public String signedBytes(String hint, byte[] values, long... shape) {
        return bytes(hint, TensorProto.DataType.INT8, values, shape);
    }

    /** Adds a constant of unsigned 8-bit whole numbers, otherwise like {@link #constant(String, float[], long...)}. */
    public String unsignedBytes(String hint, byte[] values, long... shape) {
        return bytes(hint, TensorProto.DataType.UINT8, values, shape);
    }

    private String bytes(String hint, TensorProto.DataType type, byte[] values, long... shape) {
        requireCount(hint, values.length, shape);
        // The buffer is flipped when it is stored: its position says how much there is.
        return initializer(unique(hint), type, ByteBuffer.wrap(values).position(values.length), shape);
    }

    private String initializer(String tensor, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(tensor)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (long size : shape) {
            proto.addDims(size);
        }
        graph.addInitializer(proto);
        return tensor;
    }

    /**
     * Adds an operator with one output and returns the output's name.
     *
     * @param op an operator of the standard domain, such as {@code "Conv"}
     * @param inputs names of tensors that already exist; an empty name leaves an optional input out
     * @param attributes values of type Long, Integer, Boolean, Float, Double, String, long[], int[], float[] or String[]
     * @throws IllegalArgumentException if an input does not exist or an attribute has another type
     */
    public String node(String op, List<String> inputs, Map<String, Object> attributes) {
        return nodes(op, inputs, 1, attributes).getFirst();
    }

    /** Adds an operator with several outputs and returns their names in the operator's order. */
    public List<String> nodes(String op, List<String> inputs, int outputCount, Map<String, Object> attributes) {
        for (String input : inputs) {
            if (!input.isEmpty()) {
                requireExists(input, op);
            }
        }
        List<String> made = new ArrayList<>();
        for (int i = 0; i < outputCount; i++) {
            made.add(unique(op.toLowerCase(Locale.ROOT)));
        }
        graph.addNode(node(op, inputs, made, attributes));
        return List.copyOf(made);
    }

    private static NodeProto node(
            String op, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(op)
                .setName(outputs.getFirst())
                .addAllInput(inputs)
                .addAllOutput(outputs);
        new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(Attributes.of(key, value)));
        return node.build();
    }

    /** Makes a float tensor an output of the graph under its own name. */
    public void output(String tensor, long... shape) {
        output(tensor, null, shape);
    }

    /**
     * Makes a float tensor an output of the graph.
     *
     * @param tensor its name in the graph
     * @param publicName the name by which callers know it; null keeps the tensor's own
     * @param shape its sizes, -1 where only known when the model runs
     */
    public void output(String tensor, @Nullable String publicName, long... shape) {
        requireExists(tensor, "output");
        String shown = publicName == null ? tensor : publicName;
        if (!outputs.add(shown)) {
            throw new IllegalArgumentException("The graph already has an output named \"" + shown + "\"");
        }
        if (!shown.equals(tensor)) {
            claim(shown);
            graph.addNode(node("Identity", List.of(tensor), List.of(shown), Map.of()));
        }
        graph.addOutput(described(shown, TensorProto.DataType.FLOAT, shape));
    }

    /**
     * Appends the nodes of a whole model; its inputs become tensors of this graph.
     *
     * @param model the model's bytes, written in this builder's operator set
     * @param inputs for each input of the model, the tensor of this graph that feeds it
     * @return the tensors of this graph that hold the model's outputs, by the model's own names, in its order
     * @throws io.haechi.core.ModelException if the bytes are not a model that {@link ModelFile} accepts, or it is written
     *     in another operator set
     * @throws IllegalArgumentException if an input is missing, unknown, or fed by a tensor that does not exist
     */
    public Map<String, String> append(byte[] model, Map<String, String> inputs) {
        inputs.values().forEach(tensor -> requireExists(tensor, "append"));
        Appendix appendix = Appendix.of(ModelFile.parse(model), opset, unique("part") + "/", inputs);
        appendix.names().forEach(this::claim);
        graph.addAllInitializer(appendix.initializers()).addAllNode(appendix.nodes());
        return appendix.outputs();
    }

    /** The model file. */
    public byte[] toBytes() {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("Graph \"" + name + "\" has no output yet");
        }
        return ModelProto.newBuilder()
                .setIrVersion(opset <= 18 ? 8 : opset <= 20 ? 9 : 10)
                .setProducerName("haechi")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto described(String tensor, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < -1) {
                throw new IllegalArgumentException(
                        "Sizes of \"" + tensor + "\" must be -1 (unknown) or more, got " + shape[i]);
            }
            TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (shape[i] == -1) {
                dimension.setDimParam(tensor + "_" + i);
            } else {
                dimension.setDimValue(shape[i]);
            }
        }
        TypeProto.Tensor tensorType = TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(dimensions)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(tensor)
                .setType(TypeProto.newBuilder().setTensorType(tensorType))
                .build();
    }

    private static void requireCount(String hint, int count, long... shape) {
        long expected = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("Constant \"" + hint + "\" cannot have the size " + size);
            }
            expected = Math.multiplyExact(expected, size);
        }
        if (expected != count) {
            throw new IllegalArgumentException(
                    "Constant \"" + hint + "\" of this shape needs " + expected + " values, got " + count);
        }
    }

    private void requireExists(String tensor, String wanting) {
        if (!names.contains(tensor)) {
            throw new IllegalArgumentException(
                    wanting + " asks for the tensor \"" + tensor + "\", which the graph does not have (yet)");
        }
    }

    private void claim(String tensor) {
        if (tensor.isEmpty() || !names.add(tensor)) {
            throw new IllegalArgumentException(
                    "The graph already has a tensor named \"" + tensor + "\", or it is empty");
        }
    }

    private String unique(String hint) {
        while (true) {
            int number = counters.merge(hint, 1, Integer::sum);
            String candidate = number == 1 ? hint : hint + "_" + number;
            if (names.add(candidate)) {
                return candidate;
            }
        }
    }
}
