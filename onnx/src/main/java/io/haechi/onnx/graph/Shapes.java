package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type and the sizes of every tensor of a graph, as far as they follow from its inputs.
 *
 * <p>Fusing two operators is often only right for tensors of one rank or size, and files say these for inputs and
 * outputs at most. So the sizes are carried through the graph, operator by operator, and with them the small whole
 * numbers out of which exporters compute shapes: {@code Reshape(x, Concat(Gather(Shape(x), 0), 512))} has the sizes
 * that {@code x} gives it.
 *
 * <p>What is not understood is unknown: a size of -1, a rank that is not given, an undefined type. It is never a guess.
 * Unknown are the outputs of {@code If}, {@code Loop} and {@code Scan}, whose graphs are not looked into, and all sizes
 * that depend on values. An operator that breaks its own rules has unknown outputs too; to refuse it is the runtime's
 * task.
 *
 * <p>Unknown sizes carry no names: that the batch of one tensor is the batch of another is not seen. Where that hides
 * too much, {@link #of(Graph, Map)} pins the inputs to sizes.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/ShapeInference.html">ONNX shape inference</a>, on whose partial data
 *     propagation this is modelled
 */
public final class Shapes {
    private final Map<String, Known> known = new HashMap<>();

    private Shapes() {}

    /** What follows from the sizes that the graph itself gives its inputs. */
    public static Shapes of(Graph graph) {
        return of(graph, Map.of());
    }

    /**
     * What follows when some inputs have these sizes.
     *
     * @param sizes for the name of an input its sizes, -1 where still unknown
     * @throws IllegalArgumentException if the graph has no such input, or it contradicts a size that the graph gives
     */
    public static Shapes of(Graph graph, Map<String, long[]> sizes) {
        Shapes shapes = new Shapes();
        graph.inputs().forEach((name, value) -> shapes.known.put(name, new Known(value, null)));
        sizes.forEach((name, dims) -> shapes.pin(name, dims));
        graph.constants().forEach((name, constant) -> shapes.known.put(name, Known.of(constant)));
        graph.nodes().forEach(node -> shapes.infer(graph, node));
        return shapes;
    }

    private void pin(String input, long... dims) {
        Known declared = known.get(input);
        if (declared == null) {
            throw new IllegalArgumentException(
                    "The model has no input \"" + input + "\"; its inputs are " + known.keySet());
        }
        long[] given = declared.value().dims();
        boolean fits = given == null || given.length == dims.length;
        for (int i = 0; fits && given != null && i < dims.length; i++) {
            fits = given[i] < 0 || dims[i] < 0 || given[i] == dims[i];
        }
        if (!fits) {
            throw new IllegalArgumentException("The input \"" + input + "\" is " + declared.value()
                    + ", it cannot have the sizes " + Arrays.toString(dims));
        }
        known.put(input, Known.of(declared.value().type(), dims.clone()));
    }

    private void infer(Graph graph, Node node) {
        List<Known> outputs = inferred(graph, node);
        for (int i = 0; i < node.outputs().size(); i++) {
            known.put(node.outputs().get(i), i < outputs.size() ? outputs.get(i) : Known.NOTHING);
        }
    }

    private List<Known> inferred(Graph graph, Node node) {
        Rule rule = node.domain().isEmpty() ? Rules.ALL.get(node.op()) : null;
        if (rule == null) {
            return List.of();
        }
        List<Known> inputs = new ArrayList<>();
        List<@Nullable Constant> constants = new ArrayList<>();
        for (String input : node.inputs()) {
            inputs.add(known.getOrDefault(input, Known.NOTHING));
            constants.add(graph.constant(input));
        }
        try {
            return rule.infer(new Call(node, graph.opset(), inputs, constants));
        } catch (RuntimeException _) {
            // An axis beyond the rank, a missing setting, sizes that overflow: any file may say that, and it is not
            // ours
            // to judge here. The promise is "unknown, never an exception".
            return List.of();
        }
    }

    /** What is known of a tensor; an undefined type and no sizes for one that the graph does not have. */
    public Value value(String tensor) {
        return known.getOrDefault(tensor, Known.NOTHING).value();
    }

    /** The type of a tensor; {@code UNDEFINED} if unknown. */
    public DataType type(String tensor) {
        return value(tensor).type();
    }

    /** The sizes of a tensor, -1 where unknown; null if not even their number is known. */
    public long @Nullable [] dims(String tensor) {
        return value(tensor).dims();
    }

    /**
     * The values of a tensor that is made of few whole numbers or truth values (1 and 0) and does not depend on the
     * values of any input, row-major; null if they are not all known.
     */
    public long @Nullable [] numbers(String tensor) {
        Known what = known.getOrDefault(tensor, Known.NOTHING);
        long[] numbers = what.numbers();
        return numbers != null && what.isCertain() ? numbers.clone() : null;
    }
}
