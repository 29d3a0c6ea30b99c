package io.haechi.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeFileTest {

    record FrontEnd(int bands, int hop) {
        FrontEnd {
            if (bands < 1) {
                throw new IllegalArgumentException("Bands must be at least 1, got " + bands);
            }
        }
    }

    record Stages(List<FrontEnd> stages) {}

    record Recipe(long seed, FrontEnd frontEnd) {}

    @Test
    void aShippedRecipeIsFoundByProblemAndName() {
        RecipeFile recipe = RecipeFile.named(RecipeFileTest.class, Problem.VOICE, "tiny", List.of("tiny"));
        assertThat(recipe.name()).isEqualTo("tiny");
        assertThat(recipe.text()).startsWith("# A recipe for tests.");
        assertThat(recipe.as(Recipe.class)).isEqualTo(new Recipe(7, new FrontEnd(128, 160)));
        assertThat(recipe.section("frontEnd", FrontEnd.class)).isEqualTo(new FrontEnd(128, 160));
        assertThat(recipe.has("frontEnd")).isTrue();
        assertThat(recipe.has("network")).isFalse();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() ->
                        RecipeFile.named(RecipeFileTest.class, Problem.VOICE, "cnn", List.of("simple-cnn", "bilstm")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No recipe for voice is called \"cnn\"; known are simple-cnn, bilstm, or give a path to a"
                        + " .yaml file");
        assertThatThrownBy(() -> RecipeFile.ofResource(RecipeFileTest.class, "/recipes/voice/none.yaml"))
                .hasMessage("There is no recipe /recipes/voice/none.yaml on the class path");
    }

    @Test
    void aMisspeltKeyIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> parse("seed: 1\nfrontEnd: {bands: 1, hopp: 2}").as(Recipe.class))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("Recipe r: unknown key \"frontEnd.hopp\"; known are bands, hop.");
        assertThatThrownBy(() -> parse("a: {bands: 0, hopp: 2}").section("a", FrontEnd.class))
                .hasMessage("Recipe r: unknown key \"a.hopp\"; known are bands, hop.");
    }

    @Test
    void aValueThatTheRecordRefusesIsNamedWithItsPlace() {
        assertThatThrownBy(() -> parse("frontEnd: {bands: 0, hop: 1}").as(Recipe.class))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("Recipe r, frontEnd: Bands must be at least 1, got 0");
        assertThatThrownBy(() -> parse("frontEnd: {bands: many, hop: 1}").as(Recipe.class))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith("Recipe r, frontEnd.bands: ")
                .hasMessageContaining("many");
    }

    @Test
    void keysAreCheckedInListsToo() {
        assertThat(parse("stages: [{bands: 1, hop: 2}]").as(Stages.class).stages())
                .hasSize(1);
        assertThatThrownBy(
                        () -> parse("stages: [{bands: 1, hop: 2}, {band: 3}]").as(Stages.class))
                .hasMessage("Recipe r: unknown key \"stages[1].band\"; known are bands, hop.");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Fixed.class), @JsonSubTypes.Type(Ramp.class)})
    sealed interface Share {}

    record Fixed(double share) implements Share {}

    record Ramp(double from, double to) implements Share {}

    record Shares(Share share) {}

    @Test
    void aValueOfSeveralKindsIsToldByItsKeys() {
        assertThat(parse("share: {from: 0.1, to: 0.5}").as(Shares.class)).isEqualTo(new Shares(new Ramp(0.1, 0.5)));
        assertThatThrownBy(() -> parse("share: {form: 0.1, to: 0.5}").as(Shares.class))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("Recipe r: unknown key \"share.form\"; known are from, share, to.");
        assertThatThrownBy(() -> parse("share: {share: 0.1, to: 0.5}").as(Shares.class))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("Recipe r, share.to: this key does not go together with the others.");
        assertThatThrownBy(() -> parse("share: {}").as(Shares.class))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("Recipe r, share: too few keys to tell what is meant.");
        assertThatThrownBy(() -> parse("share: {from: 0.1}").as(Shares.class))
                .hasMessage("Recipe r, share.to: a value is missing.");
    }

    @Test
    void aMissingNumberIsNotZero() {
        assertThatThrownBy(() -> parse("frontEnd: {bands: 1}").as(Recipe.class))
                .hasMessage("Recipe r, frontEnd.hop: a value is missing.");
    }

    @Test
    void aMissingSectionIsNamed() {
        assertThatThrownBy(() -> parse("seed: 1").section("network", FrontEnd.class))
                .hasMessage("Recipe r: section \"network\" is missing.");
    }

    @Test
    void whatIsNoRecipeIsRefused(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> parse("")).hasMessage("Recipe r: expected keys and values, got an empty file.");
        assertThatThrownBy(() -> parse("- a\n- b"))
                .hasMessage("Recipe r: expected keys and values, got something else.");
        assertThatThrownBy(() -> parse("a: 1\na: 2")).hasMessageStartingWith("Recipe r, line 2: ");
        assertThatThrownBy(() -> parse("a: [1")).isInstanceOf(UnreadableInputException.class);
        assertThatThrownBy(() -> RecipeFile.of(folder.resolve("none.yaml")))
                .hasMessage(folder.resolve("none.yaml") + ": there is no such recipe file.");
        assertThat(RecipeFile.of(Files.writeString(folder.resolve("mine.yml"), "seed: 3"))
                        .name())
                .isEqualTo("mine");
    }

    @Test
    void theTreeHandedOutIsACopy() {
        RecipeFile recipe = parse("seed: 1");
        recipe.tree().put("seed", 2);
        assertThat(recipe.tree().get("seed").asInt()).isEqualTo(1);
    }

    private static RecipeFile parse(String yaml) {
        return RecipeFile.parse("r", yaml);
    }
}
