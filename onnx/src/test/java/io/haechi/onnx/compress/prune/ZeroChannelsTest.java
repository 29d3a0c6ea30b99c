package io.haechi.onnx.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Channels that are zero wherever a weight makes or takes them can be pruned without a trace. */
class ZeroChannelsTest {
    private static final StructuredOptions THIRD = StructuredOptions.ofShare(0.34);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pruningZeroChannelsNeverChangesTheAnswer(long seed) {
        Graph graph = zeroed(Drawn.graph(seed), new Random(seed));
        Pruned pruned = StructuredPruning.prune(graph, THIRD);
        // One more stays where the two channels of a split were both zero: no tensor may become empty.
        assertThat(pruned.groups()).allSatisfy(group -> {
            int expected = group.before() - (int) (0.34 * group.before());
            assertThat(group.after()).isBetween(expected, expected + 1);
        });
        assertThat(pruned.weightsAfter()).isLessThan(pruned.weightsBefore());
        same(graph, pruned.graph(), seed);
    }

    /** Every group loses its share of random channels: set to zero in all constants that have them. */
    private static Graph zeroed(Graph graph, Random random) {
        Places places = new Places(graph);
        List<Producer> producers = Ties.tie(graph, places, THIRD);
        Set<Integer> dead = new HashSet<>();
        for (ChannelGroup group : ChannelGroup.of(producers, places)) {
            List<Integer> classes = new ArrayList<>(group.classes());
            Collections.shuffle(classes, random);
            dead.addAll(classes.subList(0, (int) (0.34 * classes.size())));
        }
        GraphEdit edit = graph.edit();
        graph.constants().forEach((name, constant) -> {
            if (constant.isFloat()) {
                edit.replaceConstant(name, zeroed(constant, places.known(name), places, dead));
            }
        });
        return edit.build();
    }

    private static Constant zeroed(Constant constant, int[][] axes, Places places, Set<Integer> dead) {
        float[] values = constant.floats();
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            for (int axis = axes.length - 1; axis >= 0; axis--) {
                if (dead.contains(places.root(axes[axis][rest % axes[axis].length]))) {
                    values[i] = 0;
                }
                rest /= axes[axis].length;
            }
        }
        return Constant.of(values, constant.dims());
    }

    private static void same(Graph whole, Graph pruned, long seed) {
        float[] input = new float[2 * 3 * 8 * 8];
        Random random = new Random(seed);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        float[] expected = run(whole, input);
        float[] got = run(Graph.read(pruned.toBytes()), input);
        assertThat(got).hasSameSizeAs(expected);
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i])
                    .as("output %d", i)
                    .isCloseTo(expected[i], within(1e-5f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static float[] run(Graph graph, float... input) {
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            return runner.run(input, Drawn.INPUT);
        }
    }
}
