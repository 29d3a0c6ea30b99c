package io.haechi.onnx.graph;

import static io.haechi.onnx.graph.Call.one;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Layers of networks that are no windows: products, normalisation, recurrence, spectra, quantisation. */
final class LayerRules {
    private static final List<String> LIKE_FIRST_INPUT = List.of(
            "BatchNormalization",
            "GroupNormalization",
            "InstanceNormalization",
            "LayerNormalization",
            "LRN",
            "LpNormalization",
            "MeanVarianceNormalization",
            "RMSNormalization",
            "RotaryEmbedding");

    private LayerRules() {}

    static void addTo(Map<String, Rule> rules) {
        LIKE_FIRST_INPUT.forEach(op -> rules.put(op, call -> one(call.type(0), call.dims(0))));
        rules.put("Dropout", LayerRules::dropout);
        rules.put("Gemm", LayerRules::gemm);
        rules.put("MatMul", call -> one(call.type(0), product(call.needDims(0), call.needDims(1))));
        rules.put("MatMulInteger", call -> one(DataType.INT32, product(call.needDims(0), call.needDims(1))));
        rules.put("QLinearMatMul", call -> one(call.type(7), product(call.needDims(0), call.needDims(3))));
        rules.put("Einsum", LayerRules::einsum);
        for (String op : List.of("LSTM", "GRU", "RNN")) {
            rules.put(op, LayerRules::recurrent);
        }
        rules.put("STFT", LayerRules::shortSpectra);
        rules.put("DFT", LayerRules::spectrum);
        rules.put("MelWeightMatrix", LayerRules::melWeights);
        for (String op : List.of("HannWindow", "HammingWindow", "BlackmanWindow")) {
            rules.put(op, call -> one(declared(call, "output_datatype"), new long[] {call.size(0)}));
        }
        rules.put("QuantizeLinear", LayerRules::quantized);
        rules.put("DequantizeLinear", LayerRules::dequantized);
        rules.put(
                "DynamicQuantizeLinear",
                call -> List.of(
                        Known.of(DataType.UINT8, call.dims(0)),
                        Known.of(DataType.FLOAT, new long[0]),
                        Known.of(DataType.UINT8, new long[0])));
    }

    private static DataType declared(Call call, String setting) {
        DataType type = DataType.forNumber((int) call.node().integer(setting, DataType.FLOAT.getNumber()));
        return type == null ? DataType.UNDEFINED : type;
    }

    private static List<Known> dropout(Call call) {
        DataType mask = call.opset() < 10 ? call.type(0) : DataType.BOOL;
        return List.of(Known.of(call.type(0), call.dims(0)), Known.of(mask, call.dims(0)));
    }

    private static List<Known> gemm(Call call) {
        long[] a = call.dims(0);
        long[] b = call.dims(1);
        long rows = a == null ? Sizes.FREE : a[call.node().integer("transA", 0) == 0 ? 0 : 1];
        long columns = b == null ? Sizes.FREE : b[call.node().integer("transB", 0) == 0 ? 1 : 0];
        return one(call.type(0), new long[] {rows, columns});
    }

    /** As NumPy multiplies: a vector is a row on the left and a column on the right, further axes are spread. */
    private static long @Nullable [] product(long[] a, long[] b) {
        boolean isRow = a.length == 1;
        boolean isColumn = b.length == 1;
        long[] left = isRow ? new long[] {1, a[0]} : a;
        long[] right = isColumn ? new long[] {b[0], 1} : b;
        long across = left[left.length - 1];
        long down = right[right.length - 2];
        if (across >= 0 && down >= 0 && across != down) {
            throw new IllegalArgumentException(across + " columns cannot be multiplied with " + down + " rows");
        }
        long[] stack = Sizes.broadcast(List.<long @Nullable []>of(
                Sizes.part(left, 0, left.length - 2), Sizes.part(right, 0, right.length - 2)));
        if (stack == null) {
            return null;
        }
        long[] rows = isRow ? new long[0] : new long[] {left[left.length - 2]};
        long[] columns = isColumn ? new long[0] : new long[] {right[right.length - 1]};
        return Sizes.joined(stack, rows, columns);
    }

    private static List<Known> einsum(Call call) {
        String equation = call.node().text("equation", "").replace(" ", "");
        int arrow = equation.indexOf("->");
        if (arrow < 0 || equation.contains(".")) {
            return one(call.type(0), null);
        }
        Map<Character, Long> sizes = new HashMap<>();
        String[] terms = equation.substring(0, arrow).split(",", -1);
        for (int i = 0; i < terms.length; i++) {
            long[] dims = call.dims(i);
            for (int axis = 0; dims != null && axis < dims.length; axis++) {
                sizes.merge(terms[i].charAt(axis), dims[axis], LayerRules::wider);
            }
        }
        return one(
                call.type(0),
                equation.substring(arrow + 2)
                        .chars()
                        .mapToLong(letter -> sizes.getOrDefault((char) letter, Sizes.FREE))
                        .toArray());
    }

    /** The size of a letter that stands at two axes; one of them may be 1 and spread. */
    private static long wider(long a, long b) {
        return a > 1 ? a : b > 1 ? b : Math.min(a, b);
    }

    private static List<Known> recurrent(Call call) {
        long[] x = call.needDims(0);
        long[] state = call.dims(2);
        long hidden = call.node().integer("hidden_size", state == null ? Sizes.FREE : state[2]);
        long ways = call.node().text("direction", "forward").equals("bidirectional") ? 2 : 1;
        boolean isBatchFirst = call.node().integer("layout", 0) != 0;
        long[] all = isBatchFirst ? new long[] {x[0], x[1], ways, hidden} : new long[] {x[0], ways, x[1], hidden};
        long[] last = isBatchFirst ? new long[] {x[0], ways, hidden} : new long[] {ways, x[1], hidden};
        DataType type = call.type(0);
        return List.of(Known.of(type, all), Known.of(type, last), Known.of(type, last));
    }

    private static List<Known> shortSpectra(Call call) {
        long[] signal = call.needDims(0);
        long hop = call.size(1);
        long[] window = call.dims(2);
        long length = call.has(3) ? call.size(3) : window == null ? Sizes.FREE : window[0];
        boolean isKnown = signal[1] >= 0 && hop > 0 && length > 0;
        long frames = isKnown ? Math.floorDiv(signal[1] - length, hop) + 1 : Sizes.FREE;
        return one(call.type(0), new long[] {signal[0], Math.max(frames, Sizes.FREE), bins(call, length), 2});
    }

    private static long bins(Call call, long length) {
        boolean isHalf = call.node().integer("onesided", call.node().is("STFT") ? 1 : 0) != 0;
        return length < 0 ? Sizes.FREE : isHalf ? length / 2 + 1 : length;
    }

    private static List<Known> spectrum(Call call) {
        long[] dims = call.needDims(0).clone();
        boolean isAxisInput = call.opset() >= 20;
        long axis = !isAxisInput ? call.node().integer("axis", 1) : call.has(2) ? call.number(2) : -2;
        boolean isInverse = call.node().integer("inverse", 0) != 0;
        if (axis == Known.ANY || (isInverse && call.node().integer("onesided", 0) != 0)) {
            return one(call.type(0), Sizes.free(dims.length));
        }
        int place = Sizes.axis(axis, dims.length);
        dims[place] = bins(call, call.has(1) ? call.size(1) : dims[place]);
        dims[dims.length - 1] = 2;
        return one(call.type(0), dims);
    }

    private static List<Known> melWeights(Call call) {
        long length = call.size(1);
        return one(
                declared(call, "output_datatype"), new long[] {length < 0 ? Sizes.FREE : length / 2 + 1, call.size(0)});
    }

    private static List<Known> quantized(Call call) {
        long declared = call.node().integer("output_dtype", 0);
        DataType type = call.has(2) ? call.type(2) : declared != 0 ? declared(call, "output_dtype") : DataType.UINT8;
        return one(type, call.dims(0));
    }

    private static List<Known> dequantized(Call call) {
        boolean isDeclared = call.node().integer("output_dtype", 0) != 0;
        return one(isDeclared ? declared(call, "output_dtype") : call.type(1), call.dims(0));
    }
}
