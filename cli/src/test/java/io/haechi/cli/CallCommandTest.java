package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about calls, with a small model fitted on calls that are drawn from a few sentences. */
class CallCommandTest {
    private static final List<String> PHISHING = List.of(
            "서울중앙지검 첨단범죄수사부 수사관입니다", "본인 명의로 개설된 대포통장이 발견되었습니다", "안전계좌로 전액 이체하셔야 합니다", "주변 사람에게 절대 말씀하시면 안 됩니다");
    private static final List<String> ORDINARY =
            List.of("안녕하세요 고객님 무엇을 도와드릴까요", "이번 달 요금이 얼마인지 궁금합니다", "배송은 내일 오후에 도착할 예정입니다", "저녁에 김치찌개 끓여 먹으려고 해요");

    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void fit() throws IOException {
        StringBuilder csv = new StringBuilder("id,source,label,type,split,text\n");
        for (String split : List.of("train", "valid", "test")) {
            for (int i = 0; i < 40; i++) {
                List<String> from = i % 2 == 0 ? PHISHING : ORDINARY;
                csv.append(split).append(i).append(i % 2 == 0 ? ",gang,phishing" : ",bank,normal");
                csv.append(i % 4 == 0 ? ",수사기관 사칭," : ",기타,").append(split).append(",\"");
                for (int line = 0; line < 6; line++) {
                    csv.append(from.get((i / 2 + line * (1 + i / 8)) % from.size()))
                            .append('\n');
                }
                csv.append("\"\n");
            }
        }
        Files.writeString(folder.resolve("calls.csv"), csv);
        model = folder.resolve("call-test");
        Run made = Run.of("call", "fit", "default", "--data", folder, "--out", model);
        assertThat(made.code()).as(made.err()).isZero();
    }

    @Test
    void evaluatePrintsTheContractsKeys() throws IOException {
        Run run = Run.of("call", "evaluate", "--data", folder, "--model", model, "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("problem").asText()).isEqualTo("call");
        assertThat(json.path("n").asInt()).isEqualTo(40);
        assertThat(json.path("auc").asDouble()).isGreaterThan(0.99);
        assertThat(json.path("bySource").size()).isEqualTo(2);
        assertThat(json.has("shortcut")).isTrue();
        assertThat(json.at("/phishingShare/auc").asDouble()).isGreaterThan(0.99);
        assertThat(json.at("/phishingShare/phishing/DANGER").asInt()).isEqualTo(20);
        assertThat(json.at("/phishingShare/ordinary/SAFE").asInt()).isEqualTo(20);
    }

    @Test
    void scanJudgesTranscriptsAndNamesWhatIsBroken() throws IOException {
        Path call = folder.resolve("a.txt");
        Files.writeString(call, String.join("\n", PHISHING));
        Path broken = folder.resolve("b.srt");
        Files.writeString(broken, "1\n00:00\n말\n");
        Run run = Run.of("scan", "--json", "--call-model", model, "--fail-on=suspect", call, broken);
        List<String> lines = run.out().lines().toList();
        assertThat(run.code()).isEqualTo(ExitCode.FINDING);
        JsonNode first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.path("decision").asText()).isIn("SUSPECT", "DANGER");
        assertThat(first.path("manipulations").size()).isGreaterThan(2);
        assertThat(run.err()).contains("b.srt, line 2: expected times");
        assertThat(lines.get(1)).contains("\"error\"");
    }

    @ParameterizedTest
    @CsvSource({"call-phishing.txt, 위험 DANGER", "call-bank.txt, 안전 SAFE", "call-everyday.txt, 안전 SAFE"})
    void theShippedModelJudgesTheExamples(String file, String word) {
        Run run = Run.of("scan", "--call-model", "call-default", Path.of("..", "examples", file));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(file + ": " + word);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void wordsAreLeftOutOrAskedForNotBoth() {
        Path spoken = Path.of("..", "examples", "synthetic-ko.wav");
        Run both = Run.of("scan", "--no-words", "--speech-model", "whisper-base", spoken);
        assertThat(both.code()).isEqualTo(ExitCode.WRONG_USE);
        Run voice = Run.of("scan", "--no-words", spoken);
        assertThat(voice.code()).as(voice.err()).isZero();
        assertThat(voice.err()).isEmpty();
        Run words = Run.of("scan", "--no-words", Path.of("..", "examples", "call-bank.txt"));
        assertThat(words.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(words.err()).contains("has nothing but words");
        Run nothing = Run.of("scan", folder.resolve("none.wav"));
        assertThat(nothing.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(nothing.err()).doesNotContain("voices were judged");
        Run missing = Run.of("scan", "--speech-model", "nonesuch", spoken);
        assertThat(missing.code()).isEqualTo(ExitCode.MODEL);
        assertThat(missing.err()).contains("No speech model is called \"nonesuch\"");
    }

    @Test
    void explainShowsEverySentence() throws IOException {
        Path call = folder.resolve("c.txt");
        Files.writeString(call, String.join("\n", ORDINARY));
        Run run = Run.of("call", "explain", "--model", model, call);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("안전 SAFE").contains(ORDINARY.getLast());
    }

    @Test
    void sentencesAreExplainedByAModelOfSentences() throws IOException {
        Path example = Path.of("..", "examples", "call-phishing.txt");
        Run run = Run.of("sentence", "explain", "--model", "sentence-default", "--json", example);
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("modelId").asText()).isEqualTo("sentence-default");
        assertThat(json.path("sentences").size()).isGreaterThan(20);
        assertThat(json.path("phishing").asInt())
                .isGreaterThan(json.path("sentences").size() / 2);
        Run wrong = Run.of("sentence", "explain", "--model", "call-default", example);
        assertThat(wrong.code()).isEqualTo(ExitCode.MODEL);
    }

    @Test
    void replaySaysWhen() {
        Run run = Run.of("call", "replay", "--data", folder, "--model", model);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("median until the alert").contains("gang");
    }

    @Test
    void compareStandsBesideTheBaselines() {
        Run run = Run.of("call", "compare", "--data", folder, "--recipe", "char-bayes");
        assertThat(run.out()).contains("majority").contains("style only").contains("char-bayes");
        Run without = Run.of(
                "call",
                "compare",
                "--data",
                folder,
                "--recipe",
                "char-svc",
                "--leave-one-source-out",
                "--source",
                "none");
        assertThat(without.code()).as(without.err()).isZero();
    }

    @Test
    void dataCheckKnowsTexts() {
        Run run = Run.of("data", "check", "--problem", "call", folder);
        assertThat(run.out()).contains("gang").contains("A model on length, fillers, digits and signs alone");
        assertThat(run.out()).contains("2 of 2 sources hold one class only");
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(Run.of("call").code()).isEqualTo(ExitCode.WRONG_USE);
        Run unknown = Run.of("call", "fit", "nonesuch", "--data", folder);
        assertThat(unknown.err())
                .contains("No recipe for call is called \"nonesuch\"")
                .contains("char-lightgbm");
        Run noise = Run.of("call", "evaluate", "--data", folder, "--model", model, "--noise", "2");
        assertThat(noise.err()).contains("Noise rate must be at least 0 and below 1, got 2.0");
    }
}
