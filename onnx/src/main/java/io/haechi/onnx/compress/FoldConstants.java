package io.haechi.onnx.compress;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import io.haechi.onnx.graph.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes now what would come out the same at every run, and puts the result in its place.
 *
 * <p>Two kinds of operators vanish. Those whose inputs are all constants are given to ONNX Runtime, alone, and replaced
 * by what it computes. Those that give the sizes of tensors, and what exporters make of them, are replaced where the
 * sizes are known before anything runs ({@link Shapes#numbers(String)}).
 *
 * <p>It pays in graphs from PyTorch and TensorFlow, which compute every shape at run time, and it is what all other
 * passes stand on: they look for constants. It does not make a running model much faster, as ONNX Runtime folds
 * constants itself when it loads a model; but then at every start, and nobody else sees the result.
 *
 * <p>A file must not grow: a result larger than the constants that vanish with it and than {@value #SMALL} bytes is not
 * taken ({@code ConstantOfShape}, {@code Expand} and {@code Tile} would otherwise write out megabytes of the same
 * number). For the same reason two things that look constant stay. Quantised weights with their {@code
 * DequantizeLinear} are the point of a quantised model. And weights that are stored in half precision before a {@code
 * Cast} to 32 bits ({@link io.haechi.onnx.WeightStorage#FLOAT16}) stay halved, unless the pass was made to widen them:
 * the price of a smaller file is that weights under a cast are not constants for the other passes.
 *
 * <p>Where operators only together leave the file as small as it was, {@link FoldRegions} finds them.
 *
 * <p>Operators that give an output of the model directly stay too, and those with graphs of their own.
 *
 * @see <a href="https://onnxruntime.ai/docs/performance/model-optimizations/graph-optimizations.html">Constant folding
 *     in ONNX Runtime</a>
 */
final class FoldConstants implements Pass {
    /**
     * Results up to so many bytes are taken whatever vanishes with them: an operator costs about that to write and run.
     */
    static final long SMALL = 1024;

    private static final Set<String> KEPT =
            Set.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "Constant", "If", "Loop", "Scan");

    private final boolean widens;

    /** With {@code widens}, half-precision weights under a cast become 32-bit constants, and the file grows by them. */
    FoldConstants(boolean widens) {
        this.widens = widens;
    }

    @Override
    public String name() {
        return widens ? "widen-halves" : "fold-constants";
    }

    @Override
    public Graph apply(Graph graph) {
        Shapes shapes = Shapes.of(graph);
        GraphEdit edit = graph.edit();
        Map<String, Constant> constants = new HashMap<>(graph.constants());
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            if (mayVanish(graph, node)) {
                Map<String, Constant> results = results(graph, shapes, node, constants);
                results.forEach((output, value) -> edit.redirect(output, edit.constant(output, value)));
                constants.putAll(results);
                isChanged |= !results.isEmpty();
            }
        }
        return isChanged ? edit.build() : graph;
    }

    static boolean mayVanish(Graph graph, Node node) {
        return node.domain().isEmpty()
                && !KEPT.contains(node.op())
                && node.outputs().stream().noneMatch(graph::isOutput);
    }

    /** All outputs of an operator as constants, or nothing. */
    private Map<String, Constant> results(Graph graph, Shapes shapes, Node node, Map<String, Constant> constants) {
        if (node.outputs().size() == 1 && shapes.numbers(node.output()) != null) {
            return Map.of(node.output(), numbers(shapes, node.output()));
        }
        boolean areConstant = !node.inputs().isEmpty()
                && node.inputs().stream().allMatch(input -> input.isEmpty() || constants.containsKey(input));
        if (!areConstant || !isWorthwhile(graph, shapes, node, constants)) {
            return Map.of();
        }
        try {
            return Evaluation.of(graph.alone(node, constants));
        } catch (ModelException _) {
            // The running model would fail there too, or the runtime lacks this operator for this type: not ours to
            // say.
            return Map.of();
        }
    }

    private static Constant numbers(Shapes shapes, String tensor) {
        long[] numbers = shapes.numbers(tensor);
        Value value = shapes.value(tensor);
        long[] dims = value.dims();
        if (numbers == null || dims == null) {
            throw new IllegalStateException("The numbers of \"" + tensor + "\" were known just now");
        }
        if (value.type() == DataType.INT64) {
            return Constant.of(numbers, dims);
        }
        if (value.type() == DataType.INT32) {
            return Constant.of(Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray(), dims);
        }
        byte[] truths = new byte[numbers.length];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = (byte) numbers[i];
        }
        return Constant.raw(DataType.BOOL, truths, dims);
    }

    private boolean isWorthwhile(Graph graph, Shapes shapes, Node node, Map<String, Constant> constants) {
        if (node.op().startsWith("Cast") && isHalf(shapes.type(node.input(0))) && !isHalf(shapes.type(node.output()))) {
            return widens;
        }
        long made = bytes(shapes, node);
        return made >= 0 && made <= Math.max(SMALL, vanishing(graph, node.inputs(), constants));
    }

    /** Whether an operator makes floats of a constant in half precision. */
    static boolean isWidening(Graph graph, Node node) {
        Constant constant = graph.constant(node.input(0));
        return node.op().startsWith("Cast") && constant != null && isHalf(constant.type());
    }

    private static boolean isHalf(DataType type) {
        return type == DataType.FLOAT16 || type == DataType.BFLOAT16;
    }

    /** The size of what the operator makes; for {@code NonZero} the most that it may be; -1 if unknown. */
    private static long bytes(Shapes shapes, Node node) {
        if (node.is("NonZero")) {
            Value in = shapes.value(node.input(0));
            return 8L * Math.max(in.rank(), 1) * Math.max(in.bytes(), 0);
        }
        long sum = 0;
        for (String output : node.outputs()) {
            long bytes = output.isEmpty() ? 0 : shapes.value(output).bytes();
            sum = bytes < 0 || sum < 0 ? -1 : sum + bytes;
        }
        return sum;
    }

    /** The size of the constants that nobody else uses; one made in this very pass counts as such. */
    private static long vanishing(Graph graph, List<String> inputs, Map<String, Constant> constants) {
        return inputs.stream()
                .distinct()
                .filter(input -> graph.onlyConsumer(input) != null && !graph.isOuter(input))
                .map(constants::get)
                .mapToLong(constant -> constant == null ? 0 : constant.sizeBytes())
                .sum();
    }
}
