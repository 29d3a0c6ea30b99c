package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.util.Map;

/** Holds two graphs against each other by what they answer. */
final class Answers {
    private Answers() {}

    /** Both answer alike: the same outputs, of the same shapes, to 1e-5 of each output's largest value. */
    static void assertSame(Graph before, Graph after, Map<String, Tensor> inputs) {
        assertThat(after.inputs()).isEqualTo(before.inputs());
        assertThat(after.outputs()).isEqualTo(before.outputs());
        Map<String, Tensor> wanted = of(before, inputs);
        Map<String, Tensor> got = of(after, inputs);
        wanted.forEach((name, tensor) -> assertThat(got.get(name))
                .satisfies(answer -> assertThat(answer.shape()).isEqualTo(tensor.shape()))
                .satisfies(answer -> assertThat(difference(tensor.floats(), answer.floats()))
                        .as("relative difference of %s", name)
                        .isLessThanOrEqualTo(1e-5)));
    }

    static Map<String, Tensor> of(Graph graph, Map<String, Tensor> inputs) {
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            return runner.run(inputs);
        }
    }

    private static double difference(float[] wanted, float[] got) {
        double largest = 1e-30;
        double difference = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            difference = Math.max(difference, Math.abs((double) wanted[i] - got[i]));
            if (Float.isNaN(wanted[i]) != Float.isNaN(got[i])) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return difference / largest;
    }
}
