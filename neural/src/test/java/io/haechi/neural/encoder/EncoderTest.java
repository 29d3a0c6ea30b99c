package io.haechi.neural.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.Batch;
import io.haechi.neural.Batches;
import io.haechi.neural.EpochMetric;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Trained;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingListener;
import io.haechi.neural.TrainingOptions;
import io.haechi.neural.encoder.EncoderHead.Pool;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encoders in our layers against Hugging Face's transformers: vectors/encoder/make_encoders.py made files and figures. */
class EncoderTest {
    private static final EncoderHead FIRST = new EncoderHead(Pool.FIRST, false, 0, 0.1);
    private static final EncoderHead MEAN = new EncoderHead(Pool.MEAN, false, 0, 0.1);
    private static final EncoderHead POOLER = new EncoderHead(Pool.FIRST, true, 0, 0.1);

    @TempDir
    Path folder;

    /** The encoder of a folder with one of its two files of weights taken away; tokens do not matter here. */
    private Encoder open(String name, String without) throws IOException {
        Path copy = EncoderVectors.copied(name, Files.createTempDirectory(folder, name), without);
        Files.writeString(copy.resolve("tokenizer.json"), "{}");
        return Encoder.open(copy);
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "bert, model.safetensors, 3",
        "bert, pytorch_model.bin, 3",
        "bert-prefixed, model.safetensors, 3",
        "bert-prefixed, pytorch_model.bin, 3",
        "electra, model.safetensors, 2",
        "electra, pytorch_model.bin, 2",
        "xlm-roberta, model.safetensors, 3",
        "xlm-roberta, pytorch_model.bin, 3"
    })
    void everyTextGivesWhatTransformersGives(String name, String without, int rows) throws IOException {
        Encoder encoder = open(name, without);
        List<String> expected = Files.readAllLines(EncoderVectors.folder(name).resolve("expected.csv"));
        int texts = expected.size() / (rows + 1);
        float[] numbers = new float[0];
        List<List<float[]>> wanted = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int text = 0; text < texts; text++) {
            float[] row = EncoderVectors.row(expected.get(text * (rows + 1)));
            numbers = Arrays.copyOf(numbers, numbers.length + row.length);
            System.arraycopy(row, 0, numbers, numbers.length - row.length, row.length);
            for (int i = 0; i < rows; i++) {
                wanted.get(i).add(EncoderVectors.row(expected.get(text * (rows + 1) + 1 + i)));
            }
        }
        List<EncoderHead> heads = List.of(FIRST, MEAN, POOLER);
        for (int i = 0; i < rows; i++) {
            float[] got = EncoderVectors.pooled(encoder, heads.get(i), numbers, texts);
            int width = got.length / texts;
            for (int text = 0; text < texts; text++) {
                assertThat(Arrays.copyOfRange(got, text * width, (text + 1) * width))
                        .as("%s of text %d", heads.get(i), text)
                        .containsExactly(wanted.get(i).get(text), within(1e-4f));
            }
        }
    }

    @Test
    void howFarATextIsPaddedDoesNotMatter() throws IOException {
        Encoder encoder = open("bert", "pytorch_model.bin");
        float[] alone = EncoderVectors.pooled(encoder, MEAN, new float[] {2, 9, 3}, 1);
        float[] padded = EncoderVectors.pooled(encoder, MEAN, new float[] {2, 9, 3, 0, 0, 0, 0, 0}, 1);
        assertThat(padded).containsExactly(alone, within(1e-5f));
    }

    @Test
    void fewerBlocksAreTheFirstOnes() throws IOException {
        Encoder encoder = open("bert", "pytorch_model.bin");
        EncoderHead head = new EncoderHead(Pool.MEAN, false, 1, 0);
        Network network = encoder.network("one", head);
        assertThat(network.layers()).hasSize(3 + 4 + 3);
        assertThat(encoder.layersBefore(1)).isEqualTo(3 + 4);
        assertThat(EncoderVectors.pooled(encoder, head, new float[] {2, 9, 3}, 1))
                .isNotEqualTo(EncoderVectors.pooled(encoder, MEAN, new float[] {2, 9, 3}, 1));
        assertThatThrownBy(() -> encoder.network("three", new EncoderHead(Pool.MEAN, false, 3, 0)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has 2 blocks, asked for are 3");
    }

    @Test
    void itLearnsAndRunsAsItWasTrained() throws IOException, InterruptedException {
        Encoder encoder = open("electra", "pytorch_model.bin");
        Network network = encoder.network("learner", MEAN);
        // Texts with token 11 are positive; lengths differ, so that there is padding.
        float[] texts = {2, 11, 7, 3, 2, 5, 3, 0, 2, 8, 11, 3, 2, 9, 3, 0, 2, 11, 3, 0, 2, 7, 8, 3};
        float[] targets = {1, 0, 1, 0, 1, 0};
        Batches batches = new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 30;
            }

            @Override
            public Batch batch(int epoch, int index) {
                return Batch.of(texts, new long[] {6, 4}, targets);
            }
        };
        float[][] seen = new float[1][];
        EpochMetric metric = predictor -> {
            seen[0] = predictor.logits(texts, 6, 4);
            return new EpochMetric.Score(0, 0);
        };
        TrainingOptions options =
                TrainingOptions.DEFAULT.withEpochs(2, 0).withRate(3e-3, 0).withThreads(1);
        Trained trained = Trainer.fit(
                network,
                options,
                encoder.parameters(network, MEAN, 1),
                batches,
                metric,
                folder.resolve("work"),
                false,
                TrainingListener.SILENT);
        byte[] model = OnnxExport.bytes(network, trained.last(), Encoder.input(), WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            assertThat(runner.run(texts, 6, 4)).containsExactly(seen[0], within(1e-4f));
        }
        for (int i = 0; i < targets.length; i++) {
            assertThat(seen[0][i] > 0).as("text %d", i).isEqualTo(targets[i] > 0);
        }
    }

    @Test
    void whatDoesNotBelongTogetherIsRefusedByName() throws IOException {
        Path copy = EncoderVectors.copied("bert", folder, "pytorch_model.bin");
        Files.writeString(copy.resolve("tokenizer.json"), "{}");
        String config = Files.readString(copy.resolve("config.json"));

        Files.writeString(
                copy.resolve("config.json"), config.replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"));
        assertRefused(copy, "holds no \"encoder.layer.2.attention.self.query.weight\"");
        Files.writeString(copy.resolve("config.json"), config.replace("\"vocab_size\": 30", "\"vocab_size\": 31"));
        assertRefused(copy, "0.tokenembedding.tokens has the shape [30, 16], the network wants [31, 16]");
        Files.writeString(
                copy.resolve("config.json"),
                config.replace("\"max_position_embeddings\": 12", "\"max_position_embeddings\": 13"));
        assertRefused(copy, "places and segments have the shapes [12, 16]");
        Files.writeString(copy.resolve("config.json"), config.replace("\"bert\"", "\"gpt2\""));
        assertRefused(copy, "model_type is \"gpt2\"; known are bert, electra, roberta, xlm-roberta");
        Files.writeString(copy.resolve("config.json"), config.replace("\"gelu\"", "\"gelu_new\""));
        assertRefused(copy, "hidden_act is \"gelu_new\"; only \"gelu\"");
        Files.writeString(copy.resolve("config.json"), config.replace("\"hidden_size\"", "\"size\""));
        assertRefused(copy, "says nothing of hidden_size");
        Files.writeString(copy.resolve("config.json"), "{");
        assertRefused(copy, "not JSON");
        Files.delete(copy.resolve("config.json"));
        assertRefused(copy, "holds no config.json");
        Files.writeString(copy.resolve("config.json"), config);
        Files.delete(copy.resolve("model.safetensors"));
        assertRefused(copy, "holds no weights; there must be model.safetensors or pytorch_model.bin");
    }

    private static void assertRefused(Path copy, String words) {
        assertThatThrownBy(() -> {
                    Encoder encoder = Encoder.open(copy);
                    encoder.parameters(encoder.network("any", MEAN), MEAN, 1);
                })
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(words);
    }
}
