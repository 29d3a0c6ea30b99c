package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.haechi.neural.Layer.AveragePool;
import io.haechi.neural.Layer.BandsToChannels;
import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Embedding;
import io.haechi.neural.Layer.FirstFrame;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.Gelu;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.GlobalMaxPool;
import io.haechi.neural.Layer.LayerNorm;
import io.haechi.neural.Layer.LeakyRelu;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.MaxFeatureMap;
import io.haechi.neural.Layer.MaxPool;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.PositionalEncoding;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.Rescale;
import io.haechi.neural.Layer.Residual;
import io.haechi.neural.Layer.SelfAttention;
import io.haechi.neural.Layer.Sigmoid;
import io.haechi.neural.Layer.SqueezeExcite;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.Tanh;
import io.haechi.neural.Layer.TimeNorm;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.Layer.TokenEmbedding;
import io.haechi.neural.Layer.WaveOrder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What trains and what runs are one network: PyTorch and ONNX Runtime agree to 1e-4 on every layer. */
class ParityTest {
    private static final long[] PICTURE = {3, 6, 12, 15};
    private static final long[] PICTURE_UNKNOWN = {-1, 6, 12, -1};
    private static final long[] SEQUENCE = {3, 9, 8};
    private static final long[] SEQUENCE_UNKNOWN = {-1, -1, 8};
    private static final long[] VECTOR = {3, 10};

    record Case(String name, Network network, long[] shape, long[] exported, int vocabulary) {
        @Override
        public String toString() {
            return name + " " + Arrays.toString(exported);
        }
    }

    static Stream<Case> cases() {
        Stream<Case> pictures = Stream.of(
                        new Conv2d(5, 3),
                        new Conv2d(4, 5, 3, 2, 1, Padding.SAME, true),
                        new Conv2d(4, 2, 3, 1, 2, Padding.VALID, true),
                        new BatchNorm(),
                        new Relu(),
                        new LeakyRelu(0.1),
                        new Gelu(),
                        new Sigmoid(),
                        new Tanh(),
                        new MaxFeatureMap(),
                        new MaxPool(2, 2),
                        new MaxPool(3, 2, 2, 1),
                        new AveragePool(2, 4),
                        new AveragePool(3, 3, 1, 2),
                        new GlobalAveragePool(),
                        new GlobalMaxPool(),
                        new StatsPool(),
                        new ToSequence(),
                        new BandsToChannels(),
                        new Rescale(40, 0.025),
                        new Dropout(0.5),
                        new SqueezeExcite(2),
                        new SqueezeExcite(100),
                        new Residual(List.of(new Conv2d(6, 3), new BatchNorm())),
                        new Residual(
                                List.of(new Conv2d(4, 3, 3, 2, 2, Padding.SAME, false)),
                                List.of(new Conv2d(4, 1, 1, 2, 2, Padding.SAME, true))))
                .flatMap(layer -> Stream.of(one(layer, PICTURE, PICTURE_UNKNOWN), one(layer, PICTURE, PICTURE)));
        Stream<Case> sequences = Stream.of(
                        new Relu(),
                        new MaxFeatureMap(),
                        new GlobalAveragePool(),
                        new GlobalMaxPool(),
                        new StatsPool(),
                        new BatchNorm(),
                        new TimeNorm(false),
                        new TimeNorm(true),
                        new Dense(7),
                        new Lstm(5, false, true),
                        new Lstm(5, false, false),
                        new Lstm(6, true, true),
                        new Lstm(6, true, false),
                        new SelfAttention(1),
                        new SelfAttention(4),
                        new LayerNorm(),
                        new LayerNorm(1e-3),
                        new FirstFrame(),
                        new PositionalEncoding(20),
                        new PositionalEncoding(20, WaveOrder.HALVES),
                        new Residual(List.of(new Dense(8))))
                .flatMap(layer -> Stream.of(one(layer, SEQUENCE, SEQUENCE_UNKNOWN), one(layer, SEQUENCE, SEQUENCE)));
        Stream<Case> others = Stream.of(
                one(new TimeNorm(true), PICTURE, PICTURE_UNKNOWN),
                one(new Flatten(), PICTURE, PICTURE),
                one(new Flatten(), SEQUENCE, SEQUENCE),
                one(new Dense(4), VECTOR, VECTOR),
                one(new BatchNorm(), VECTOR, VECTOR),
                one(new LayerNorm(), VECTOR, VECTOR),
                one(new MaxFeatureMap(), VECTOR, VECTOR),
                new Case("embedding", network(new Embedding(11, 6)), VECTOR, new long[] {-1, -1}, 11),
                new Case("tokens", network(new TokenEmbedding(11, 6, 12, 0)), VECTOR, new long[] {-1, -1}, 11));
        return Stream.of(pictures, sequences, others, composed()).flatMap(cases -> cases);
    }

    private static Stream<Case> composed() {
        Network cnn = Network.of(
                "cnn",
                Network.block(8),
                Network.residual(12, 2),
                Network.layers(new GlobalAveragePool(), new Dense(8), new Relu(), new Dropout(0.3), new Dense(1)));
        Network bilstm = Network.of(
                "bilstm",
                Network.layers(new ToSequence(), new Lstm(16, true, true), new Lstm(8, true, false), new Dense(1)));
        Network transformer = Network.of(
                "transformer",
                Network.layers(new ToSequence(), new Dense(16), new PositionalEncoding(400)),
                Network.transformer(16, 4, 32, 0.1),
                Network.transformer(16, 2, 32, 0.1),
                Network.layers(new LayerNorm(), new StatsPool(), new Dense(1)));
        long[] sound = {2, 1, 20, 40};
        long[] unknown = {-1, 1, 20, -1};
        List<Layer> tokens = Network.layers(new TokenEmbedding(5, 8, 12, 0), new LayerNorm(1e-12));
        Network mean = Network.of(
                "mean",
                tokens,
                Network.bert(8, 2, 16, 1e-12, 0.1),
                Network.layers(new GlobalAveragePool(), new Dense(1)));
        Network first = Network.of(
                "first",
                tokens,
                Network.layers(new Dense(4)),
                Network.bert(4, 4, 9, 1e-5, 0.1),
                Network.layers(new FirstFrame(), new Dense(4), new Tanh(), new Dense(1)));
        // Numbers are drawn at random, so that padding stands anywhere.
        return Stream.concat(
                Stream.of(cnn, bilstm, transformer).map(net -> new Case(net.name(), net, sound, unknown, 0)),
                Stream.of(mean, first).map(net -> new Case(net.name(), net, VECTOR, new long[] {-1, -1}, 5)));
    }

    private static Case one(Layer layer, long[] shape, long[] exported) {
        return new Case(layer.toString(), network(layer), shape, exported, 0);
    }

    private static Network network(Layer layer) {
        return new Network("one", List.of(layer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void trainerAndModelAgree(Case one) {
        Random random = new Random(7);
        Plan plan = Plan.of(one.network(), one.shape());
        Parameters parameters = random(plan, random);
        float[] input = new float[(int) Arrays.stream(one.shape()).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < input.length; i++) {
            input[i] = one.vocabulary() > 0 ? random.nextInt(one.vocabulary()) : (float) random.nextGaussian();
        }
        float[] expected = torch(plan, parameters, input, one.shape());
        byte[] model = OnnxExport.bytes(one.network(), parameters, one.exported(), WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            float[] got = runner.run(input, one.shape());
            assertThat(got).hasSameSizeAs(expected);
            for (int i = 0; i < got.length; i++) {
                assertThat(got[i]).as("value %d", i).isCloseTo(expected[i], within(1e-4f));
            }
            long[] form = plan.output();
            long[] declared = runner.outputs().get("output");
            assertThat(declared).hasSize(form.length + 1);
        }
    }

    @Test
    void everyLayerIsAmongTheCases() {
        Set<Class<?>> seen = new HashSet<>();
        cases().forEach(one -> one.network().layers().forEach(layer -> seen.add(layer.getClass())));
        assertThat(seen).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
    }

    static float[] torch(Plan plan, Parameters parameters, float[] input, long... shape) {
        Torch.start(2);
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (PtNDManager manager = Torch.manager()) {
            TorchNetwork network = TorchNetwork.of(plan, parameters, manager, _ -> false);
            PtNDArray output = network.forward(TorchNetwork.array(manager, input, shape), Pass.INFERENCE);
            return output.toFloatArray();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Every parameter random, running statistics included, variances positive. */
    static Parameters random(Plan plan, Random random) {
        Map<String, Parameters.Value> values = new LinkedHashMap<>();
        plan.initial(3).values().forEach((name, value) -> {
            float[] floats = value.values().clone();
            for (int i = 0; i < floats.length; i++) {
                floats[i] = name.endsWith("variance")
                        ? 0.5f + random.nextFloat()
                        : floats[i] + 0.3f * (float) random.nextGaussian();
            }
            values.put(name, new Parameters.Value(value.shape(), floats));
        });
        return new Parameters(values);
    }
}
