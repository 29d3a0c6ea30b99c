package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two seconds are 201 frames, and a recording is heard every second, so a window is a second's work. */
class RecipeCostTest {
    @TempDir
    Path folder;

    @Test
    void simpleCnnByHand() {
        RecipeCost cost = Voice.cost(Voice.recipe("simple-cnn"), List.of());
        // Kernel by channels in, filters, rows and columns that come out of 128 x 201: 64 x 101, 32 x 51, 16 x 26, 8 x
        // 13.
        long convolutions = 25L * 1 * 16 * 64 * 101
                + 9L * 16 * 32 * 32 * 51
                + 9L * 32 * 64 * 16 * 26
                + 9L * 64 * 64 * 16 * 26
                + 9L * 64 * 128 * 8 * 13;
        assertThat(cost.multiplyAdds().byOperator())
                .containsEntry("Conv", convolutions)
                .containsEntry("Gemm", 128L * 64 + 64)
                .hasSize(2);
        assertThat(cost.multiplyAddsPerSecond()).isEqualTo(40_784_960);
        assertThat(cost.parameters()).isEqualTo(142_963);
        assertThat(cost.epochs()).isEqualTo(240);
        assertThat(cost.steps()).isEqualTo(240 * 36);
    }

    @Test
    void bilstm512ByHand() {
        RecipeCost cost = Voice.cost(Voice.recipe("bilstm-512"), List.of());
        assertThat(cost.multiplyAdds().byOperator())
                .containsEntry("LSTM", 201L * 2 * 4 * 512 * (100 + 512))
                .containsEntry("Gemm", 1024L);
        // Two ways of four gates with two biases each, the normalisation of 100 coefficients, the last layer.
        assertThat(cost.parameters()).isEqualTo(2 * (4 * 512 * (100 + 512) + 2 * 4 * 512) + 200 + 1025);
    }

    @Test
    void transformerByHand() {
        RecipeCost cost = Voice.cost(Voice.recipe("transformer"), List.of());
        long block = 4L * 201 * 128 * 128 + 2L * 201 * 201 * 128 + 2L * 201 * 128 * 512;
        assertThat(cost.multiplyAdds().total()).isEqualTo(201L * 100 * 128 + 4 * block + 128);
        assertThat(cost.multiplyAdds().uncounted()).isEmpty();
    }

    @Test
    void vgg19ByHand() {
        RecipeCost cost = Voice.cost(Voice.recipe("vgg19"), List.of());
        long convolutions = 9L * (64 + 64 * 64) * 128 * 201
                + 9L * (64 * 128 + 128 * 128) * 64 * 100
                + 9L * (128 * 256 + 3 * 256 * 256) * 32 * 50
                + 9L * (256 * 512 + 3 * 512 * 512) * 16 * 25
                + 9L * (4 * 512 * 512) * 8 * 12;
        assertThat(cost.multiplyAdds().byOperator())
                .containsEntry("Conv", convolutions)
                .containsEntry("Gemm", 4L * 6 * 512 * 512 + 512);
        assertThat(cost.parameters()).isEqualTo(20_023_232 + 2 + 24 * 512 * 512 + 512 + 513);
    }

    @Test
    void whisperByHand() {
        RecipeCost cost = Voice.cost(Voice.recipe("whisper"), List.of());
        long block = 4L * 101 * 512 * 512 + 2L * 101 * 101 * 512 + 2L * 101 * 512 * 2048;
        assertThat(cost.multiplyAdds().byOperator())
                .containsEntry("Conv", 201L * 512 * 3 * 80 + 101L * 512 * 3 * 512)
                .containsEntry("MatMul", block)
                .containsEntry("Gemm", 1024L);
    }

    /** Four or two bytes a number, and a little for the rest: statistics, names, a table of positions. */
    @ParameterizedTest
    @CsvSource({"simple-cnn", "bilstm", "bilstm-512", "transformer", "resnet50", "whisper"})
    void aModelIsAsLargeAsItsNumbers(String recipe) {
        RecipeCost cost = Voice.cost(Voice.recipe(recipe), List.of());
        assertThat((double) cost.bytesFloat32() / cost.parameters()).isBetween(4.0, 4.25);
        assertThat((double) cost.bytesFloat16() / cost.parameters()).isBetween(2.0, 2.25);
    }

    @Test
    void aLogTellsTheMinutes() throws IOException {
        Path log = Files.createDirectories(folder.resolve("b/voice-simple-cnn.training"))
                .resolve("training.csv");
        Files.writeString(log, """
            epoch,step,learningRate,trainLoss,validLoss,metric,seconds
            1,36,5.5E-4,0.70,0.65,0.64,60.5
            2,72,5.5E-4,0.60,0.65,0.64,29.5
            """);
        List<Path> folders = List.of(folder.resolve("a"), folder.resolve("b"));
        RecipeCost cost = Voice.cost(Voice.recipe("simple-cnn"), folders);
        assertThat(cost.minutes()).isEqualTo(1.5);
        assertThat(cost.epochsLogged()).isEqualTo(2);
        RecipeCost other = Voice.cost(Voice.recipe("bilstm"), folders);
        assertThat(other.minutes()).isNaN();
        assertThat(other.epochsLogged()).isZero();
        Files.writeString(log, "epoch,seconds\n1,2\n2,\n");
        assertThatThrownBy(() -> Voice.cost(Voice.recipe("simple-cnn"), folders))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(log + ", line 3: holds no seconds.");
        Files.writeString(log, "epoch,loss\n");
        assertThatThrownBy(() -> Voice.cost(Voice.recipe("simple-cnn"), folders))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("no column \"seconds\"");
    }

    @Test
    void theJsonSaysAllOfIt() {
        JsonNode json = Voice.cost(Voice.recipe("simple-cnn"), List.of()).toJson();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "recipe",
                        "parameters",
                        "bytesFloat32",
                        "bytesFloat16",
                        "macsPerWindow",
                        "macsPerSecond",
                        "macsByOperator",
                        "windowSeconds",
                        "hopSeconds",
                        "epochs",
                        "steps",
                        "batch",
                        "minutes",
                        "epochsLogged");
        assertThat(json.get("macsPerWindow").asLong()).isEqualTo(40_784_960);
        assertThat(json.get("minutes").isNull()).isTrue();
    }

    @Test
    void windowsThatOverlapAreHeardTwice() throws IOException {
        Path file = folder.resolve("mine.yaml");
        try (var shipped = Voice.class.getResourceAsStream("/recipes/voice/simple-cnn.yaml")) {
            String text = new String(
                    java.util.Objects.requireNonNull(shipped).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(file, text.replace("hopSeconds: 1.0", "hopSeconds: 0.5"));
        }
        RecipeCost cost = Voice.cost(Voice.recipe(file.toString()), List.of());
        assertThat(cost.multiplyAdds().total()).isEqualTo(40_784_960);
        assertThat(cost.multiplyAddsPerSecond()).isEqualTo(2 * 40_784_960.0);
    }

    @Test
    void anEnsembleTrainsNothing() {
        assertThatThrownBy(() -> Voice.cost(Voice.recipe("soft-vote"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recipe soft-vote is an ensemble of voice-simple-cnn, voice-bilstm, which trains nothing;"
                        + " ask for their recipes");
    }
}
