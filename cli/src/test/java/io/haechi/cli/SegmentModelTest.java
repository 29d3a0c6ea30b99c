package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New rows in saved segments: none is lost in silence, and nothing that was asked for is ignored. */
class SegmentModelTest {
    @TempDir
    private Path folder = Path.of("");

    private Path saved = Path.of("");

    @BeforeEach
    void save() throws IOException {
        saved = folder.resolve("s.json");
        StringBuilder text = new StringBuilder("x,town\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 2 * 100 + i % 7).append(i % 2 == 0 ? ",A\n" : ",B\n");
        }
        Run made = Run.of("segment", file("old.csv", text.toString()), "--k", "2", "--save", saved);
        assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void rowsWithGapsAreCountedAndListed() throws IOException {
        Path rows = file("new.csv", "x,town\n1,A\n,B\n104,B\n");
        Path csv = folder.resolve("who.csv");
        Run run = Run.of("segment", rows, "--model", saved, "--csv", csv, "--json", "--list");
        assertThat(run.err()).contains("left out 1 of 3 rows, which lacks a value (--missing fill keeps them)");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("rows").asInt()).isEqualTo(2);
        assertThat(json.path("leftOut").asInt()).isEqualTo(1);
        assertThat(json.path("labels")).hasSize(3);
        assertThat(Files.readString(csv)).contains("2,,left out").hasLineCount(4);
        assertThat(Run.of("segment", rows, "--model", saved, "--missing", "fill", "--json")
                        .out())
                .contains("\"rows\":3,\"leftOut\":0");
        Run refused = Run.of("segment", rows, "--model", saved, "--missing", "refuse");
        assertThat(refused.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(refused.err()).contains("1 row lacks a value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--columns=x",
                "--scale=robust",
                "--log=x",
                "--method=ward",
                "--k=3",
                "--init=first",
                "--restarts=3",
                "--seed=2",
                "--threads=1",
                "--profile",
                "--html=r.html",
                "--save=t.json"
            })
    void whatTheModelDecidesIsRefused(String option) throws IOException {
        Run run = Run.of("segment", file("new.csv", "x,town\n1,A\n"), "--model", saved, option);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains(option.split("=", 2)[0] + " has no effect with --model");
    }

    @Test
    void theFileAtFaultIsNamed() throws IOException {
        Path lacking = file("lacking.csv", "town\nA\nB\n");
        Run column = Run.of("segment", lacking, "--model", saved);
        assertThat(column.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(column.err()).contains("lacking.csv: has no column \"x\", which the segments were made from");
        Path bad = file("bad.csv", "x,town\n1,A\none,B\n");
        Run cell = Run.of("segment", bad, "--model", saved);
        assertThat(cell.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(cell.err()).contains("bad.csv, line 3: column \"x\" says \"one\"");
        Run model = Run.of("segment", bad, "--model", folder.resolve("miss.json"));
        assertThat(model.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(model.err())
                .startsWith("haechi: " + folder.resolve("miss.json") + ": there is no such file")
                .doesNotContain("bad.csv");
    }

    @Test
    void aColumnOfDigitsThatWasWordsStaysWords() throws IOException {
        StringBuilder text = new StringBuilder("x,code\n");
        for (int i = 0; i < 40; i++) {
            text.append(i % 2 * 100 + i % 7).append(i % 2 == 0 ? ",1\n" : ",2\n");
        }
        Path old = file("codes.csv", text.toString());
        Path model = folder.resolve("codes.json");
        assertThat(Run.of("segment", old, "--types", "code=category", "--k", "2", "--save", model)
                        .code())
                .isEqualTo(ExitCode.DONE);
        Run run = Run.of("segment", old, "--model", model);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void fewRowsAreNotJudged() throws IOException {
        Run run = Run.of("segment", file("new.csv", "x,town\n104,B\n103,fax\n"), "--model", saved, "--json");
        JsonNode drift = new ObjectMapper().readTree(run.out()).path("drift");
        assertThat(drift.path("judged").asBoolean(true)).isFalse();
        assertThat(drift.path("moved").isNull()).isTrue();
        assertThat(drift.path("unseen").get(0).path("word").asText()).isEqualTo("fax");
        assertThat(List.of(drift.path("why").asText().split("; ", -1)).getFirst())
                .startsWith("Only 2 rows: below ");
    }
}
