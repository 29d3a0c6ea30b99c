package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final String ROWS = "a,b\n1,2\n2,3\n3,4\n9,9\n";

    @TempDir
    Path folder;

    @Test
    void whatIsReadIsNeverReplaced() throws IOException {
        Path table = Files.writeString(folder.resolve("rows.csv"), ROWS);
        Path otherWord = folder.resolve("x").resolve("..").resolve("rows.csv");
        Files.createDirectory(folder.resolve("x"));
        for (List<Object> line : List.<List<Object>>of(
                List.of("segment", table, "--html", table),
                List.of("segment", table, "--csv", otherWord),
                List.of("segment", table, "--save", table),
                List.of("rules", table, "--html", table),
                List.of("rules", table, "--csv", otherWord))) {
            Run run = Run.of(line.toArray());
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(run.err()).contains("would replace");
            assertThat(table).hasContent(ROWS);
        }
    }

    @Test
    void twoAnswersDoNotReplaceEachOther() throws IOException {
        Path table = Files.writeString(folder.resolve("rows.csv"), ROWS);
        Path same = folder.resolve("same.out");
        Run run = Run.of("segment", table, "--csv", same, "--html", same);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(same).doesNotExist();
    }
}
