package io.haechi.onnx.graph;

import static io.haechi.onnx.graph.Call.one;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators that slide a window over a picture or a signal: convolution and pooling. */
final class WindowRules {
    private WindowRules() {}

    static void addTo(Map<String, Rule> rules) {
        rules.put("Conv", call -> one(call.type(0), convolved(call, 1)));
        rules.put("ConvInteger", call -> one(DataType.INT32, convolved(call, 1)));
        rules.put("QLinearConv", call -> one(call.type(7), convolved(call, 3)));
        rules.put("ConvTranspose", WindowRules::transposed);
        rules.put("AveragePool", WindowRules::pooled);
        rules.put("MaxPool", WindowRules::pooled);
        rules.put("LpPool", WindowRules::pooled);
        rules.put("GlobalAveragePool", WindowRules::global);
        rules.put("GlobalLpPool", WindowRules::global);
        rules.put("GlobalMaxPool", WindowRules::global);
    }

    private static long[] convolved(Call call, int weights) {
        long[] kernel = call.needDims(weights);
        long[] in = call.dims(0);
        if (in == null) {
            in = Sizes.free(kernel.length);
        }
        if (in.length != kernel.length || in.length < 3) {
            throw new IllegalArgumentException("A window of rank " + kernel.length + " over rank " + in.length);
        }
        return Sizes.joined(new long[] {in[0], kernel[0]}, slid(call, tail(in), tail(kernel)));
    }

    private static List<Known> pooled(Call call) {
        long[] in = call.needDims(0);
        long[] kernel = call.node().integers("kernel_shape");
        if (kernel == null || in.length != kernel.length + 2) {
            throw new IllegalArgumentException("A pool without a window");
        }
        long[] out = Sizes.joined(Sizes.part(in, 0, 2), slid(call, tail(in), kernel));
        return List.of(Known.of(call.type(0), out), Known.of(DataType.INT64, out));
    }

    private static List<Known> global(Call call) {
        long[] out = call.needDims(0).clone();
        Arrays.fill(out, 2, out.length, 1);
        return one(call.type(0), out);
    }

    private static long[] tail(long[] dims) {
        return Sizes.part(dims, 2, dims.length);
    }

    private static long[] slid(Call call, long[] in, long[] kernel) {
        long[] strides = setting(call.node(), "strides", in.length, 1);
        long[] dilations = setting(call.node(), "dilations", in.length, 1);
        long[] out = new long[in.length];
        for (int i = 0; i < in.length; i++) {
            if (in[i] < 0 || kernel[i] < 0) {
                out[i] = Sizes.FREE;
            } else {
                out[i] = slid(call.node(), i, in[i], (kernel[i] - 1) * dilations[i] + 1, strides[i]);
            }
        }
        return out;
    }

    private static long slid(Node node, int axis, long in, long window, long stride) {
        String padding = node.text("auto_pad", "NOTSET");
        if (padding.startsWith("SAME")) {
            // With dilation the runtime refuses or disagrees, from version to version.
            return node.integers("dilations") == null ? Math.ceilDiv(in, stride) : Sizes.FREE;
        }
        long room = in - window + (padding.equals("VALID") ? 0 : padding(node, axis));
        if (room < 0) {
            throw new IllegalArgumentException("A window of " + window + " over " + in);
        }
        // Whether a last, partly empty window counts has changed between versions of the standard.
        boolean isDisputed = node.integer("ceil_mode", 0) != 0 && room % stride != 0;
        return isDisputed ? Sizes.FREE : room / stride + 1;
    }

    private static long padding(Node node, int axis) {
        long[] pads = node.integers("pads");
        return pads == null ? 0 : pads[axis] + pads[axis + pads.length / 2];
    }

    private static long[] setting(Node node, String key, int count, long ifAbsent) {
        long[] set = node.integers(key);
        if (set == null) {
            set = new long[count];
            Arrays.fill(set, ifAbsent);
        }
        return set;
    }

    private static List<Known> transposed(Call call) {
        long[] kernel = call.needDims(1);
        long[] given = call.dims(0);
        long[] in = given == null ? Sizes.free(kernel.length) : given;
        long channels = Sizes.times(kernel[1], call.node().integer("group", 1));
        long[] spread = call.node().integers("output_shape");
        if (spread == null || spread.length != in.length - 2) {
            spread = spread == null ? spread(call, tail(in), tail(kernel)) : null;
        }
        return one(
                call.type(0), Sizes.joined(new long[] {in[0], channels}, orFree(spread, Math.max(in.length - 2, 0))));
    }

    private static long[] orFree(long @Nullable [] dims, int rank) {
        return dims == null ? Sizes.free(rank) : dims;
    }

    private static long @Nullable [] spread(Call call, long[] in, long[] kernel) {
        Node node = call.node();
        if (!node.text("auto_pad", "NOTSET").equals("NOTSET")) {
            return null;
        }
        long[] strides = setting(node, "strides", in.length, 1);
        long[] dilations = setting(node, "dilations", in.length, 1);
        long[] extra = setting(node, "output_padding", in.length, 0);
        long[] out = new long[in.length];
        for (int i = 0; i < in.length; i++) {
            long window = (kernel[i] - 1) * dilations[i] + 1;
            out[i] = in[i] < 0 || kernel[i] < 0
                    ? Sizes.FREE
                    : strides[i] * (in[i] - 1) + extra[i] + window - padding(node, i);
        }
        return out;
    }
}
