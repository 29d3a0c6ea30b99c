package io.haechi.onnx.platform;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a provider asks of an operator beyond its kind and types. What cannot be told from the graph counts as given. */
enum Condition {
    PICTURE("a picture: four sizes") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            int rank = shapes.value(node.input(0)).rank();
            return rank == -1 || rank == 4;
        }
    },
    PICTURE_OR_VOLUME("two or three sizes besides batch and channels") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            int rank = shapes.value(node.input(0)).rank();
            return rank == -1 || rank == 4 || rank == 5;
        }
    },
    MATRIX("matrices: two sizes") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            int rank = shapes.value(node.input(0)).rank();
            return rank == -1 || rank == 2;
        }
    },
    CONSTANT_WEIGHTS("constant weights") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            return IntStream.range(1, node.inputs().size()).allMatch(i -> isConstant(graph, node.input(i)));
        }
    },
    CONSTANT_SCALES("constant scales and zero points") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            return CONSTANT_WEIGHTS.holds(node, graph, shapes);
        }
    },
    ZERO_POINT_0("a zero point of 0, that is signed bytes and symmetric ranges") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            Constant zero = graph.constant(node.input(2));
            return zero == null || zero.isFloat() || Arrays.stream(zero.longs()).allMatch(value -> value == 0);
        }
    },
    CONSTANT_AXES("constant axes") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            String axes = node.input(node.is("Slice") ? 3 : 1);
            return axes.isEmpty() || isConstant(graph, axes);
        }
    },
    LAST_AXIS("its last axis") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            int rank = shapes.value(node.input(0)).rank();
            long axis = node.integer("axis", -1);
            return axis == -1 || rank == -1 || axis == rank - 1;
        }
    },
    CONSTANT_MODE("the mode \"constant\"") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            return node.text("mode", "constant").equals("constant");
        }
    },
    LINEAR_MODE("the mode \"linear\"") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            return node.text("mode", "nearest").equals("linear");
        }
    },
    DCR_MODE("the mode \"DCR\"") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            return node.text("mode", "DCR").equals("DCR");
        }
    },
    ONE_OUTPUT("no second output") {
        @Override
        boolean holds(Node node, Graph graph, Shapes shapes) {
            return node.outputs().stream().skip(1).allMatch(String::isEmpty);
        }
    };

    private final String words;

    Condition(String words) {
        this.words = words;
    }

    abstract boolean holds(Node node, Graph graph, Shapes shapes);

    /** What is asked for, to stand after "needs". */
    String words() {
        return words;
    }

    /** A constant, or one that is only dequantised or cast on the way. */
    private static boolean isConstant(Graph graph, String tensor) {
        if (tensor.isEmpty() || graph.constant(tensor) != null) {
            return true;
        }
        Node maker = graph.producer(tensor);
        return maker != null
                && (maker.is("DequantizeLinear") || maker.is("Cast") || maker.is("Identity"))
                && graph.constant(maker.input(0)) != null;
    }
}
