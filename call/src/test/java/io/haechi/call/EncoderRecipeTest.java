package io.haechi.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.call.data.Noise;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.call.learn.Learner;
import io.haechi.call.learn.TinyEncoder;
import io.haechi.core.Example;
import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.recipe.RecipeFile;
import io.haechi.neural.Trainer;
import io.haechi.neural.encoder.EncoderHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From weights in a folder to a package that judges sentences. */
class EncoderRecipeTest {
    private static final TextFolder SENTENCES = sentences();

    @TempDir
    Path folder;

    private static TextFolder sentences() {
        List<TextEntry> entries = new ArrayList<>();
        for (String split : List.of("train", "valid", "test")) {
            for (int i = 0; i < 64; i++) {
                boolean positive = i % 2 == 0;
                List<String> from = positive ? Texts.PHISHING : Texts.ORDINARY;
                String id = split + i;
                entries.add(new TextEntry(
                        new Example<>(id, from.get(i / 2 % from.size()), positive, "any", id, split), ""));
            }
        }
        return TextFolder.of(Problem.SENTENCE, entries);
    }

    private static String kobert() {
        return RecipeFile.ofResource(Calls.class, "/recipes/sentence/kobert.yaml")
                .text();
    }

    private static TextRecipe recipe(String yaml) {
        return RecipeFile.parse("kobert", yaml).as(TextRecipe.class);
    }

    private Path weights() {
        return TinyEncoder.write(
                folder.resolve("weights"),
                Stream.concat(Texts.PHISHING.stream(), Texts.ORDINARY.stream()).toList());
    }

    @Test
    void kobertHasTheSettingsOfTheStudy() {
        assertThat(Calls.recipe(Problem.SENTENCE, "kobert").learner())
                .isEqualTo(new Learner.Pretrained(
                        "", EncoderHead.Pool.FIRST, true, 0, 0, false, 64, 10, 64, 5e-5, 0.1, 1, 0.1, true));
        assertThat(Calls.recipe(Problem.SENTENCE, "encoder-ko").learner()).isInstanceOf(Learner.Pretrained.class);
        assertThat(TextRecipe.fromTextsAlone(Problem.SENTENCE)).doesNotContain("kobert", "encoder-ko");
    }

    @Test
    void aFolderOfWeightsBecomesAModelThatTellsSentencesApart() {
        // A random encoder of width 16 has more to learn than a trained one, and may learn faster.
        TextRecipe recipe = recipe(kobert().replace("batch: 64", "batch: 16").replace("rate: 0.00005", "rate: 0.003"));
        Path out = folder.resolve("out");
        ModelPackage made = Calls.fit(recipe, SENTENCES, out, weights(), false, FitListener.SILENT);
        assertThat(made.has("tokenizer.json")).isTrue();
        assertThat(made.card().licence()).contains("weights of others");
        assertThat(made.card().limits()).anyMatch(limit -> limit.contains("misspelt"));
        assertThat(Calls.evaluate(made, SENTENCES, "test", new Noise(0, 0), FitListener.SILENT)
                        .evaluation()
                        .auc())
                .isGreaterThan(0.95);
        assertThat(folder.resolve("out.training").resolve(Trainer.CHECKPOINT)).exists();
        // Gone on with, a training that is over gives the same network again.
        ModelPackage again = Calls.fit(recipe, SENTENCES, folder.resolve("out"), weights(), true, FitListener.SILENT);
        assertThat(again.file("model.onnx")).isEqualTo(made.file("model.onnx"));
    }

    @Test
    void whoLentTheWeightsIsNamed() {
        Learner encoder = Calls.recipe(Problem.SENTENCE, "encoder-ko").learner();
        assertThat(Cards.licence(encoder, null)).contains("multilingual-e5-small", "Microsoft", "MIT");
        assertThat(Cards.licence(encoder, folder)).doesNotContain("Microsoft").contains("weights of others");
        assertThat(Cards.licence(Calls.recipe(Problem.SENTENCE, "default").learner(), null))
                .doesNotContain("taught on");
    }

    @Test
    void whatIsMissingIsSaid() {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> Calls.fit(recipe(kobert()), SENTENCES, out, null, false, FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("--weights DIR")
                .hasMessageContaining("pytorch_model.bin");
        assertThatThrownBy(() -> Calls.fit(
                        recipe(kobert()), SENTENCES, out, folder.resolve("nowhere"), false, FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nowhere: there are no weights");
        assertThatThrownBy(() -> recipe(kobert().replace(
                                "learner:",
                                "features: {terms: words 1-1, weights: tf-idf,"
                                        + " minDocuments: 5, maxTerms: 10, vectors: 0}\nlearner:")))
                .hasStackTraceContaining("an encoder, which reads texts as they are");
        assertThatThrownBy(
                        () -> recipe(kobert().replace("frozen: 0", "frozen: 3").replace("blocks: 0", "blocks: 2")))
                .hasStackTraceContaining("no fewer than are frozen, got 2 and 3");
        assertThat(Files.exists(out)).isFalse();
    }
}
