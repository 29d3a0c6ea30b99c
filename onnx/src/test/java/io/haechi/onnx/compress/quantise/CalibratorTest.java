package io.haechi.onnx.compress.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against ranges by numpy, brute force and the published search: ranges.csv, made by make_ranges.py beside it. */
class CalibratorTest {
    static final List<RangeRule> RULES = List.of(
            new RangeRule.MinMax(),
            new RangeRule.Percentile(1e-3),
            new RangeRule.Entropy(),
            new RangeRule.LeastSquares());

    private static final int COUNT = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"laplace", "relu", "outliers"})
    void minMaxIsExact(String kind) {
        double[] expected = expected(kind, "MinMax");
        Range range = range(kind, new RangeRule.MinMax());
        assertThat(range.low()).isCloseTo((float) expected[0], within(1e-5f));
        assertThat(range.high()).isCloseTo((float) expected[1], within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplace", "relu", "outliers"})
    void percentileIsThatOfNumpyToOneBin(String kind) {
        double[] expected = expected(kind, "Percentile");
        Range range = range(kind, new RangeRule.Percentile(1e-3));
        double bin = Math.max(-minMax(kind)[0], minMax(kind)[1]) / Histogram.HALF;
        assertThat((double) range.low()).isCloseTo(expected[0], within(1.01 * bin + gap(kind)));
        assertThat((double) range.high()).isCloseTo(expected[1], within(1.01 * bin + gap(kind)));
    }

    /** Between the values at the percentile there may be a gap, in which any point is one. */
    private static double gap(String kind) {
        return kind.equals("laplace") ? 0.1 : 0.02;
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplace", "relu", "outliers"})
    void leastSquaresIsAsGoodAsBruteForce(String kind) {
        Range range = range(kind, new RangeRule.LeastSquares());
        assertThat(error(kind, range)).isLessThanOrEqualTo(1.01 * expected(kind, "LeastSquares")[2]);
        Range whole = range(kind, new RangeRule.MinMax());
        assertThat(error(kind, whole)).isCloseTo(expected(kind, "MinMax")[2], within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplace", "relu", "outliers"})
    void entropyClipsWhereThePublishedSearchDoes(String kind) {
        double[] expected = expected(kind, "Entropy");
        Range range = range(kind, new RangeRule.Entropy());
        assertThat(range.high() / expected[1])
                .as("%s against %s", range, Arrays.toString(expected))
                .isBetween(0.97, 1.03);
    }

    @Test
    void examplesAreTakenTogether() {
        GraphBuilder builder = new GraphBuilder("relu", 17);
        String x = builder.input("x", -1);
        builder.output(builder.node("Relu", List.of(x), Map.of()), "y", -1);
        Graph graph = Graph.read(builder.toBytes());
        List<Map<String, Tensor>> examples = List.of(
                Map.of("x", Tensor.of(new float[] {-3, 1}, 2)), Map.of("x", Tensor.of(new float[] {2, 5, -1}, 3)));
        Map<String, Range> ranges = Calibrator.ranges(graph, List.of("x", "y"), examples, new RangeRule.MinMax());
        assertThat(ranges).containsOnly(Map.entry("x", new Range(-3, 5)), Map.entry("y", new Range(0, 5)));
        for (RangeRule rule : RULES) {
            Range range = Objects.requireNonNull(
                    Calibrator.ranges(graph, List.of("x"), examples, rule).get("x"));
            assertThat(range.low()).isBetween(-3f, 0f);
            assertThat(range.high()).isBetween(1f, 5f);
        }
    }

    @Test
    void sharesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new RangeRule.Percentile(0.6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The share left outside must be between 0 and 0.5, got 0.6");
    }

    private static Range range(String kind, RangeRule rule) {
        GraphBuilder builder = new GraphBuilder("same", 17);
        String x = builder.input("x", -1);
        builder.output(builder.node("Relu", List.of(x), Map.of()), "y", -1);
        Graph graph = Graph.read(builder.toBytes());
        float[] values = values(kind);
        List<Map<String, Tensor>> examples = new ArrayList<>();
        for (int i = 0; i < COUNT; i += COUNT / 4) {
            examples.add(Map.of("x", Tensor.of(Arrays.copyOfRange(values, i, i + COUNT / 4), COUNT / 4)));
        }
        return Objects.requireNonNull(
                Calibrator.ranges(graph, List.of("x"), examples, rule).get("x"));
    }

    /** The same values as in make_ranges.py. */
    private static float[] values(String kind) {
        float[] values = new float[COUNT];
        long state = 1;
        for (int i = 0; i < COUNT; i++) {
            state = (state * 1_103_515_245L + 12_345) & 0x7fffffff;
            double u = (state + 0.5) / 0x1p31;
            double laplace = Math.signum(u - 0.5) * -Math.log(1 - Math.abs(2 * u - 1));
            values[i] = (float)
                    switch (kind) {
                        case "laplace" -> laplace;
                        case "relu" -> Math.max(laplace, 0);
                        default -> (2 * u - 1) * (i % 1000 == 0 ? 30 : 1);
                    };
        }
        return values;
    }

    private static double error(String kind, Range range) {
        float[] values = values(kind);
        double sum = 0;
        for (float value : values) {
            double level = Math.clamp(Math.rint(value / (double) range.scale()) + range.zeroPoint(), 0, 255);
            sum += Math.pow((level - range.zeroPoint()) * range.scale() - value, 2);
        }
        return sum / values.length;
    }

    private static double[] minMax(String kind) {
        return expected(kind, "MinMax");
    }

    private static double[] expected(String kind, String rule) {
        try (InputStream in =
                Objects.requireNonNull(CalibratorTest.class.getResourceAsStream("ranges.csv"), "ranges.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(parts -> parts[0].equals(kind) && parts[1].equals(rule))
                    .map(parts -> Arrays.stream(parts)
                            .skip(2)
                            .mapToDouble(part -> part.isEmpty() ? Double.NaN : Double.parseDouble(part))
                            .toArray())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
