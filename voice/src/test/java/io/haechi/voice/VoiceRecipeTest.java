package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.neural.TrainingOptions;
import io.haechi.neural.quantise.QuantisationAware;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class VoiceRecipeTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @FieldSource("io.haechi.voice.VoiceRecipe#NAMES")
    void everyShippedRecipeIsReadAndNamesWhatExists(String name) {
        VoiceRecipe recipe = Voice.recipe(name);
        assertThat(recipe.name()).isEqualTo(name);
        assertThat(recipe.about()).isNotBlank();
        if (!recipe.isEnsemble()) {
            assertThat(Networks.named(Objects.requireNonNull(recipe.network()))).isNotNull();
            assertThat(Objects.requireNonNull(recipe.frontEnd()).build().bands())
                    .isEqualTo(recipe.frontEnd().bands());
            assertThat(recipe.alteration()).isNotNull();
        }
    }

    @Test
    void theShippedRecipesAreTheOnesOfTheStudy() {
        assertThat(Objects.requireNonNull(Voice.recipe("simple-cnn").frontEnd()))
                .isEqualTo(new FrontEndOptions("log-mel", 128));
        assertThat(Objects.requireNonNull(Voice.recipe("bilstm").frontEnd()))
                .isEqualTo(new FrontEndOptions("mfcc", 100));
        assertThat(Voice.recipe("soft-vote").memberIds()).isEqualTo(List.of("voice-simple-cnn", "voice-bilstm"));
        assertThat(Voice.recipe("papers-soft-vote").memberIds())
                .isEqualTo(List.of("voice-vgg19-int8", "voice-bilstm-512-int8"));
    }

    /** Each member is made by a recipe of its name, perhaps compressed since, and all cut recordings alike, as an ensemble must. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "soft-vote, SOFT_VOTE",
        "papers-soft-vote, SOFT_VOTE",
        "accuracy-vote, ACCURACY",
        "error-rate-vote, ERROR_RATE",
        "learned-vote, LEARNED"
    })
    void anEnsembleNamesItsRuleAndMembersThatFit(String name, String weighting) {
        VoiceRecipe recipe = Voice.recipe(name);
        assertThat(recipe.weighting()).isEqualTo(weighting);
        assertThat(FusionRule.named(recipe.weighting()).name()).isEqualTo(weighting);
        assertThat(recipe.memberIds().stream()
                        .map(id -> Voice.recipe(id.replace("voice-", "").replace("-int8", ""))
                                .window())
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'patience:', 'patient:', patient",
        "'hopSeconds: 1.0', 'hop: 1.5', window.hop",
        "'telephone:', 'telefone:', telefone"
    })
    void aMisspeltKeyIsNamed(String right, String wrong, String named) throws IOException {
        Path file = changed(right, wrong);
        assertThatThrownBy(() -> Voice.recipe(file.toString()))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("unknown key")
                .hasMessageContaining(named);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'hopSeconds: 1.0', 'hopSeconds: 4', 'at most the window'",
        "'kind: log-mel', 'kind: mel', 'neither log-mel nor mfcc'",
        "'batch: 32', 'batch: 1', 'at least 2'",
        "'gradientNorm: 5', 'gradientNorm: -1', '-1'",
        "'network: simple-cnn', 'members: [a]', 'must name either'"
    })
    void aValueOutOfRangeIsSaidWithWhatIsAllowed(String right, String wrong, String said) throws IOException {
        Path file = changed(right, wrong);
        assertThatThrownBy(() -> Voice.recipe(file.toString()))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aRidgeIsAboveZeroOrNotThere() {
        TrainingOptions options =
                Objects.requireNonNull(Voice.recipe("whisper").training()).options();
        assertThatThrownBy(() -> new VoiceRecipe.Training(1, 32, 100, "last", options, 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0, got 0.0");
        assertThat(Objects.requireNonNull(Voice.recipe("simple-cnn").training()).ridge())
                .isNull();
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> Voice.recipe("resnet")).hasMessageContaining("simple-cnn");
        assertThatThrownBy(() -> Networks.named("resnet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bilstm");
    }

    @Test
    void quantisationIsAKeyThatMayBeAbsent() throws IOException {
        assertThat(options(Voice.recipe("simple-cnn")).quantisation()).isNull();
        String key = "quantisation: {startShare: 0.1, freezeShare: 0.6, momentum: 0.95, weightBits: 7}";
        Path file = changed("    epochs:", "    " + key + "\n    epochs:");
        assertThat(options(Voice.recipe(file.toString())).quantisation())
                .isEqualTo(new QuantisationAware(0.1, 0.6, 0.95, 7));
        assertThat(options(Voice.recipe(file.toString())).withQuantisation(null))
                .isEqualTo(options(Voice.recipe("simple-cnn")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'startShare: 0, freezeShare: 1, momentum: 0.9, weightBits: 9', 'between 2 and 8, got 9'",
        "'startShare: 0, freezeShare: 1, momentum: 0.9, bits: 8', 'unknown key'",
        "'startShare: 0, freezeShare: 1, momentum: 0.9', 'a value is missing'"
    })
    void quantisationThatIsWrongIsSaid(String values, String said) throws IOException {
        Path file = changed("    epochs:", "    quantisation: {" + values + "}\n    epochs:");
        assertThatThrownBy(() -> Voice.recipe(file.toString()))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining(said);
    }

    private static TrainingOptions options(VoiceRecipe recipe) {
        return Objects.requireNonNull(recipe.training()).options();
    }

    private Path changed(String right, String wrong) throws IOException {
        try (InputStream shipped =
                Objects.requireNonNull(Voice.class.getResourceAsStream("/recipes/voice/simple-cnn.yaml"))) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(right);
            return Files.writeString(folder.resolve("mine.yaml"), text.replace(right, wrong));
        }
    }
}
