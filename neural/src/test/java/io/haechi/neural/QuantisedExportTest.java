package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.haechi.core.ModelException;
import io.haechi.neural.Layer.AveragePool;
import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.Residual;
import io.haechi.neural.Layer.SelfAttention;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is trained with rounding is what runs: PyTorch's rounded network and ONNX Runtime's integers agree. */
class QuantisedExportTest {
    private static final QuantisationAware EIGHT = QuantisationAware.FINE_TUNING;
    private static final long[] SHAPE = {24, 1, 16, 20};
    private static final long[] EXPORTED = {-1, 1, 16, -1};

    private static final Network CNN = Network.of(
            "cnn",
            Network.layers(new BatchNorm()),
            Network.block(8),
            Network.layers(new Conv2d(16, 3, 3, 2, 2, Padding.SAME, true), new Relu()),
            Network.layers(new GlobalAveragePool(), new Dense(32), new Relu(), new Dropout(0.3), new Dense(8)));

    @TempDir
    Path folder;

    static Stream<Network> networks() {
        return Stream.of(
                CNN,
                Network.of(
                        "resnet",
                        Network.convolution(8),
                        Network.residual(16, 2),
                        Network.layers(new Residual(Network.convolution(16)), new AveragePool(2, 2)),
                        Network.residual(16, 1),
                        Network.layers(new GlobalAveragePool(), new Dense(32))),
                Network.of(
                        "recurrent",
                        Network.block(8),
                        Network.layers(
                                new ToSequence(),
                                new Dense(24),
                                new BatchNorm(),
                                new Relu(),
                                new Dense(12),
                                new Lstm(8, true, true),
                                new StatsPool(),
                                new Dense(20))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainerAndIntegersAgree(Network network) {
        Observed observed = Observed.of(network, EIGHT, 5);
        byte[] model = OnnxExport.quantised(network, observed.parameters(), EIGHT, EXPORTED, WeightStorage.FLOAT16);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            // A sum that falls on another side of a half moves a byte by one, and what follows from it.
            assertAgree(runner.run(observed.input(), SHAPE), observed.output());
        }
    }

    private static void assertAgree(float[] got, float... expected) {
        double sum = 0;
        double largest = 0;
        float least = 0;
        float most = 0;
        for (int i = 0; i < got.length; i++) {
            double off = Math.abs(got[i] - expected[i]);
            sum += off;
            largest = Math.max(largest, off);
            least = Math.min(least, expected[i]);
            most = Math.max(most, expected[i]);
        }
        double step = (most - least) / 255;
        assertThat(largest / step)
                .as("largest difference, in 255ths of the answers' range")
                .isLessThan(4);
        assertThat(sum / got.length / step).as("mean difference, likewise").isLessThan(0.5);
    }

    @Test
    void theGraphIsWeightsInBytesBetweenPairsOfRounding() {
        Observed observed = Observed.of(CNN, EIGHT, 6);
        byte[] model = OnnxExport.quantised(CNN, observed.parameters(), EIGHT, EXPORTED, WeightStorage.FLOAT32);
        Graph graph = Graph.read(model);
        Map<String, Long> ops =
                graph.nodes().stream().collect(Collectors.groupingBy(n -> n.op(), Collectors.counting()));
        // Two convolutions, two dense layers of 512 and 256 weights; only the first normalisation is left.
        assertThat(ops).containsEntry("BatchNormalization", 1L).doesNotContainKey("Relu");
        assertThat(constant(graph, "1.conv2d.weight").type()).isEqualTo(DataType.INT8);
        assertThat(constant(graph, "1.conv2d.bias").type()).isEqualTo(DataType.INT32);
        assertThat(constant(graph, "3.relu.output_range_zero").longs()).containsExactly(0);
        assertThat(constant(graph, "1.conv2d.input_range_zero").longs()[0]).isPositive();
        long bytes = graph.constants().values().stream()
                .filter(constant -> constant.type() == DataType.INT8 && constant.rank() > 1)
                .count();
        assertThat(bytes).isEqualTo(4);
    }

    @Test
    void theRuntimeMakesIntegerKernelsOfIt() throws Exception {
        Observed observed = Observed.of(CNN, EIGHT, 7);
        byte[] model = OnnxExport.quantised(CNN, observed.parameters(), EIGHT, EXPORTED, WeightStorage.FLOAT32);
        Path optimised = folder.resolve("optimised.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            options.setOptimizedModelFilePath(optimised.toString());
            OrtEnvironment.getEnvironment().createSession(model, options).close();
        }
        List<String> ops = ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
        assertThat(ops)
                .contains("QLinearConv", "QLinearGlobalAveragePool", "QGemm")
                .doesNotContain("Conv", "Gemm", "GlobalAveragePool");
    }

    @Test
    void fewerBitsAreExportedAsTheyWereTrained() {
        QuantisationAware three = new QuantisationAware(0, 1, 0.9, 3);
        Observed observed = Observed.of(CNN, three, 8);
        byte[] model = OnnxExport.quantised(CNN, observed.parameters(), three, EXPORTED, WeightStorage.FLOAT32);
        assertThat(LongStream.of(constant(Graph.read(model), "1.conv2d.weight").longs()))
                .contains(3L)
                .allMatch(code -> Math.abs(code) < 4);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            assertAgree(runner.run(observed.input(), SHAPE), observed.output());
        }
    }

    @Test
    void deadAndInvertedChannelsSurviveFolding() {
        Network network = Network.of(
                "n", Network.layers(new Conv2d(4, 3), new BatchNorm(), new Relu(), new Flatten(), new Dense(2)));
        long[] shape = {24, 1, 6, 6};
        Observed observed = Observed.of(
                network,
                EIGHT,
                9,
                parameters -> {
                    float[] scale = parameters.get("1.batchnorm.scale").values();
                    scale[0] = 0;
                    scale[1] = -1.5f;
                    scale[2] = 1e-9f;
                    parameters.get("1.batchnorm.shift").values()[2] = 0.4f;
                },
                shape);
        byte[] model = OnnxExport.quantised(
                network, observed.parameters(), EIGHT, new long[] {-1, 1, 6, 6}, WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            assertAgree(runner.run(observed.input(), shape), observed.output());
        }
    }

    @Test
    void rangesThatHaveSeenNothingAreRefused() {
        Parameters fresh = Plan.of(CNN, EIGHT, EXPORTED).initial(1);
        assertThatThrownBy(() -> OnnxExport.quantised(CNN, fresh, EIGHT, EXPORTED, WeightStorage.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("train with quantisation before exporting");
        Parameters inFloat = Trainer.initial(CNN, 1, EXPORTED);
        assertThatThrownBy(() -> OnnxExport.quantised(CNN, inFloat, EIGHT, EXPORTED, WeightStorage.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input_range");
    }

    @Test
    void parametersComeBackOutOfAModel() {
        Network all = Network.of(
                "all",
                Network.residual(4, 1),
                Network.layers(new ToSequence(), new Dense(16), new SelfAttention(2)),
                Network.layers(new Lstm(16, true, true), new Lstm(5, false, false), new Dense(16), new Dense(1)));
        long[] shape = {-1, 1, 4, -1};
        Parameters before = ParityTest.random(Plan.of(all, shape), new Random(3));
        byte[] full = OnnxExport.bytes(all, before, shape, WeightStorage.FLOAT32);
        TrainerTest.same(Parameters.ofModel(all, full, shape), before);
        byte[] half = OnnxExport.bytes(all, before, shape, WeightStorage.FLOAT16);
        Parameters.ofModel(all, half, shape).values().forEach((name, value) -> {
            float[] expected = before.get(name).values();
            for (int i = 0; i < expected.length; i++) {
                assertThat(value.values()[i]).as(name).isCloseTo(expected[i], within(2e-3f));
            }
        });
        assertThatThrownBy(() -> Parameters.ofModel(CNN, full, EXPORTED))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds no float constant \"0.batchnorm.scale\"");
    }

    private static Constant constant(Graph graph, String name) {
        return Objects.requireNonNull(graph.constant(name), name);
    }

    /** A network with random parameters whose ranges have seen a batch, and what PyTorch's rounded pass says to it. */
    record Observed(Parameters parameters, float[] input, float[] output) {

        static Observed of(Network network, QuantisationAware quantisation, long seed) {
            return of(network, quantisation, seed, unchanged -> {}, SHAPE);
        }

        static Observed of(
                Network network,
                QuantisationAware quantisation,
                long seed,
                Consumer<Parameters> change,
                long... shape) {
            Random random = new Random(seed);
            Plan plan = Plan.of(network, quantisation, shape);
            Parameters start = plan.adopted(ParityTest.random(Plan.of(network, shape), random));
            change.accept(start);
            float[] input = new float[(int) (shape[0] * shape[1] * shape[2] * shape[3])];
            for (int i = 0; i < input.length; i++) {
                input[i] = (float) random.nextGaussian();
            }
            Torch.start(1);
            boolean before = JniUtils.isGradMode();
            JniUtils.setGradMode(false);
            try (PtNDManager manager = Torch.manager()) {
                TorchNetwork torch = TorchNetwork.of(plan, start, manager, _ -> false);
                // Thirty looks at the same batch: normalisation and ranges settle on it.
                for (int i = 0; i < 30; i++) {
                    torch.forward(TorchNetwork.array(manager, input, shape), new Pass(true, i > 0, false));
                }
                float[] output = torch.forward(TorchNetwork.array(manager, input, shape), Pass.INFERENCE)
                        .toFloatArray();
                return new Observed(torch.parameters(), input, output);
            } finally {
                JniUtils.setGradMode(before);
            }
        }
    }
}
