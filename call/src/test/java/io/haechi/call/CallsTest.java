package io.haechi.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextFolder;
import io.haechi.call.pattern.Manipulation;
import io.haechi.call.transcript.Transcript;
import io.haechi.core.Decision;
import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallsTest {
    private static final TextFolder DATA = Texts.calls(80);

    @TempDir
    static Path folder;

    private static CallDetector detector;

    @BeforeAll
    static void fit() {
        detector = CallDetector.load(
                Calls.fit(Calls.recipe(Problem.CALL, "default"), DATA, folder.resolve("call"), FitListener.SILENT));
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    static Stream<String> names() {
        return TextRecipe.names(Problem.CALL).stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRecipeIsThereForBothProblems(String name) {
        for (Problem problem : List.of(Problem.CALL, Problem.SENTENCE)) {
            assertThat(Calls.recipe(problem, name).name()).isEqualTo(name);
        }
    }

    /** The networks are left out: they train for minutes. */
    static Stream<String> quickNames() {
        return names().filter(name -> !name.equals("rnn") && !name.equals("bilstm"));
    }

    @ParameterizedTest
    @MethodSource("quickNames")
    void everyMethodLearnsWhatIsPlain(String name) {
        // Smaller than they are used: a hundred short calls need no more.
        String yaml = RecipeFile.ofResource(Calls.class, "/recipes/call/" + name + ".yaml")
                .text()
                .replace("vectors: 64", "vectors: 16")
                .replace("trees: 300", "trees: 30")
                .replace("trees: 200", "trees: 30");
        TextRecipe recipe = RecipeFile.parse(name, yaml).as(TextRecipe.class);
        ModelPackage made = Calls.fit(recipe, DATA, folder.resolve(name), FitListener.SILENT);
        assertThat(Calls.evaluate(made, DATA, "test", new Noise(0, 0), FitListener.SILENT)
                        .evaluation()
                        .auc())
                .isGreaterThan(0.9);
    }

    @Test
    void aPhishingCallIsToldWithWhatItRestsOn() {
        CallReading reading = detector.read(Transcript.of("call", Texts.PHISHING));
        assertThat(reading.verdict().decision()).isIn(Decision.SUSPECT, Decision.DANGER);
        assertThat(reading.share().value()).isGreaterThan(0.8);
        assertThat(reading.type()).isIn("수사기관 사칭", "대출사기");
        assertThat(reading.manipulations())
                .contains(Manipulation.AUTHORITY, Manipulation.SAFE_ACCOUNT, Manipulation.ISOLATION);
        assertThat(reading.sentences().getFirst().phrases()).isNotEmpty();
        ObjectNode json = reading.toJson();
        assertThat(json.path("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.path("phishingShare").path("band").asText()).isEqualTo("DANGER");
        assertThat(json.path("sentences").size()).isEqualTo(Texts.PHISHING.size());
    }

    @Test
    void anOrdinaryCallIsLeftAloneEvenIfItNamesAPattern() {
        CallReading reading = detector.read(Transcript.of("call", Texts.ORDINARY));
        assertThat(reading.verdict().decision()).isEqualTo(Decision.SAFE);
        assertThat(reading.alertAt()).isNegative();
        assertThat(reading.type()).isEmpty();
    }

    @Test
    void theFirstSentenceNeverAlerts() {
        for (String sentence : Texts.PHISHING) {
            StreamingScorer stream = detector.listen();
            assertThat(stream.hear(sentence.repeat(10)).isAlert()).isFalse();
        }
    }

    @Test
    void anAlertIsRaisedOnce() {
        StreamingScorer stream = detector.listen();
        long alerts = Stream.concat(Texts.PHISHING.stream(), Texts.PHISHING.stream())
                .filter(sentence -> stream.hear(sentence).isAlert())
                .count();
        assertThat(alerts).isEqualTo(1);
    }

    @Test
    void aCallThatAlertedIsNeverSafe() {
        List<String> lines = new ArrayList<>(Texts.PHISHING);
        for (int i = 0; i < 400; i++) {
            lines.add(Texts.ORDINARY.get(i % Texts.ORDINARY.size()));
        }
        CallReading reading = detector.read(Transcript.of("call", lines));
        assertThat(reading.alertAt()).isNotNegative();
        assertThat(reading.verdict().isPositive()).isFalse();
        assertThat(reading.verdict().decision()).isEqualTo(Decision.SUSPECT);
        assertThat(reading.verdict().limits())
                .containsExactly(
                        "as a whole the call reads harmless; what was said until the alert reads like phishing");
    }

    @Test
    void whatTurnsToPhishingAfterHoursIsStillHeard() {
        StreamingScorer stream = detector.listen();
        for (int i = 0; i < 2_000; i++) {
            String sentence = Texts.ORDINARY.get(i % Texts.ORDINARY.size());
            assertThat(stream.hear(sentence).isAlert()).isFalse();
        }
        int until = 0;
        while (until < 100
                && !stream.hear(Texts.PHISHING.get(until % Texts.PHISHING.size()))
                        .isAlert()) {
            until++;
        }
        assertThat(until).isLessThan(40);
    }

    @Test
    void whatIsHeardBitByBitIsJudgedLikeTheWhole() {
        StreamingScorer stream = detector.listen();
        double last = 0;
        for (String sentence : Texts.ORDINARY) {
            last = stream.hear(sentence).probability();
        }
        CallReading whole = detector.read(Transcript.of("call", Texts.ORDINARY));
        assertThat(last).isEqualTo(whole.verdict().probability());
    }

    @Test
    void replayCountsBothClasses() {
        ReplayReport report = Calls.replay(detector, DATA, "test", new Noise(0, 0), 5, FitListener.SILENT);
        assertThat(report.recall()).isGreaterThan(0.9);
        assertThat(report.fpr()).isLessThan(0.05);
        assertThat(report.medianSentences()).isBetween(2.0, 8.0);
        assertThat(report.toText()).contains("false alerts");
    }

    @Test
    void whatCannotBeJudgedIsSaidToBe() {
        assertThat(unsure("")).contains("no Korean was said");
        assertThat(unsure("네")).contains("only one Korean syllable was");
        assertThat(unsure("😀".repeat(500))).contains("no Korean was said");
        assertThat(unsure("Hello, this is your bank, how can I help you with your account today? Please tell me."))
                .contains("English");
        assertThat(unsure("もしもし、こちらは銀行です。口座のことでお電話しました。お名前をお願いします。暗証番号は聞きません。")).contains("Japanese");
        assertThat(unsure("가".repeat(10_000_000))).contains("over and over");
    }

    @Test
    void aHundredThousandSentencesAreJudged() {
        List<String> lines = Collections.nCopies(100_000 / Texts.ORDINARY.size(), Texts.ORDINARY).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(detector.detect(Transcript.of("long", lines)).decision()).isEqualTo(Decision.SAFE);
    }

    @Test
    void aChangedWeightIsRefused() throws IOException {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        for (String file : detector.source().fileNames()) {
            Files.write(copy.resolve(file), detector.source().file(file));
        }
        Files.copy(folder.resolve("call").resolve("card.json"), copy.resolve("card.json"));
        assertThat(CallDetector.load(ModelPackage.open(copy)).source().id()).isEqualTo("call-default");
        byte[] weights = Files.readAllBytes(copy.resolve("weights.bin"));
        weights[20] ^= 1;
        Files.write(copy.resolve("weights.bin"), weights);
        assertThatThrownBy(() -> ModelPackage.open(copy))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("weights.bin has SHA-256");
    }

    @Test
    void aSourceLeftOutIsAskedAboutInBothClasses() {
        SourcesLeftOut found = Calls.leaveSourcesOut(
                Calls.recipe(Problem.CALL, "char-svc"),
                DATA,
                List.of("bank0", "gang1"),
                new Noise(0, 0),
                folder,
                FitListener.SILENT);
        assertThat(found.rows()).extracting(SourcesLeftOut.Row::isPhishing).containsExactly(false, true);
        assertThat(found.rows()).allMatch(row -> row.n() == 60 && row.auc() > 0.95);
    }

    @Test
    void theTableHoldsTheBaselines() {
        ComparisonTable table = Calls.compare(
                List.of(Calls.recipe(Problem.CALL, "char-bayes")),
                DATA,
                "test",
                new Noise(0.1, 1),
                folder,
                FitListener.SILENT);
        assertThat(table.rows())
                .extracting(ComparisonTable.Row::name)
                .containsExactly("majority", "style only", "char-bayes");
        assertThat(table.rows().getFirst().evaluation().accuracy()).isEqualTo(0.5);
    }

    @Test
    void windowsCoverEveryLineAndEndWithTheText() {
        List<String> lines = List.of("a", "b", "c", "d", "e");
        assertThat(new Unit(3, 2).cut(lines)).containsExactly("a b c", "c d e");
        assertThat(new Unit(2, 2).cut(lines)).containsExactly("a b", "c d", "d e");
        assertThat(Unit.WHOLE.cut(lines)).containsExactly("a b c d e");
        assertThat(new Unit(3, 2).cut(List.of())).containsExactly("");
    }

    private static String unsure(String text) {
        CallReading reading = detector.read(Transcript.ofText("t", text));
        assertThat(reading.verdict().decision()).isEqualTo(Decision.UNSURE);
        return String.join(" ", reading.verdict().limits());
    }
}
