package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of {@code segment} and {@code rules}: none is ignored, advice fits the case, and files are written all or none. */
class TableOptionsTest {
    private static final Path CUSTOMERS = Path.of("..", "examples", "customers.csv");
    private static final Path BASKETS = Path.of("..", "examples", "baskets.txt");

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest(name = "segment {0}: {1}")
    @CsvSource({
        "--method hdbscan --k 3, --k",
        "--method hdbscan --restarts 3, --restarts",
        "--method ward --init first, --init",
        "--method single --restarts 2, --restarts",
        "--method minibatch --init first, --init",
        "--init first --restarts 2, --restarts",
        "--list, --list",
        "--log channel, --log",
        "--columns age;visits --log income, --log"
    })
    void segmentRefusesWhatHasNoEffect(String line, String idle) {
        refused(CUSTOMERS, "segment", line.replace(';', ','), idle);
    }

    @ParameterizedTest(name = "rules {0}: {1}")
    @CsvSource({
        "--top 3 --support 0.1, --support",
        "--top 3 --confidence 0.1, --confidence",
        "--top 3 --consequents 2, --consequents",
        "--top 3 --consequent milk, --consequent",
        "--top 3 --closed, --closed",
        "--top 3 --maximal, --maximal",
        "--top 3 --apriori, --apriori",
        "--top 3 --csv r.csv, --csv",
        "--top 3 --html r.html, --html",
        "--top 3 --list, --list",
        "--bins width:3, --bins",
        "--cuts a=1, --cuts",
        "--columns a, --columns",
        "--separator ;, --separator",
        "--header, --header",
        "--no-header, --no-header",
        "--missing-words x, --missing-words",
        "--types a=number, --types"
    })
    void rulesRefuseWhatHasNoEffect(String line, String idle) {
        refused(BASKETS, "rules", line, idle);
    }

    private static void refused(Path file, String command, String line, String idle) {
        Object[] words = Stream.concat(Stream.of(command, file), Stream.of(line.split(" ", -1)))
                .toArray();
        Run run = Run.of(words);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err().lines().toList().getLast()).startsWith("haechi: " + idle + " has no effect ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void cutsThatCutNothingAreRefused() {
        for (String line : List.of(
                "--cuts channel=3",
                "--columns age,visits --cuts income=3000",
                "--cuts visits=5 --consequent visits>=10")) {
            refused(CUSTOMERS, "rules", "--format csv " + line, "--cuts");
        }
    }

    @Test
    void topSetsOfATableMayBeCutAtACondition() {
        Run run = Run.of("rules", CUSTOMERS, "--format", "csv", "--top", "3", "--consequent", "visits >= 10");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Run.of("rules", BASKETS, "--top", "0").err()).contains("1 or more, got 0");
    }

    @Test
    void aTableTakenForBasketsIsHintedAt() {
        assertThat(Run.of("rules", CUSTOMERS).err()).contains("looks like a table", "--format csv");
        assertThat(Run.of("rules", BASKETS).err()).isEmpty();
    }

    @Test
    void oneBadCellIsToldAndTheTypeRefusesIt() throws IOException {
        StringBuilder text = new StringBuilder("n,m\n");
        for (int i = 0; i < 40; i++) {
            text.append(i == 5 ? "n.v." : i % 9).append(',').append(i % 5).append('\n');
        }
        Path table = file("bad.csv", text.toString());
        assertThat(Run.of("segment", table).err())
                .contains("column \"n\" is taken as words, because line 7 says \"n.v.\"");
        assertThat(Run.of("rules", table, "--format", "csv").err()).contains("line 7 says");
        Run forced = Run.of("segment", table, "--types", "n=number");
        assertThat(forced.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(forced.err()).contains("bad.csv, line 7: column \"n\" says \"n.v.\", which is no number");
        Run mended = Run.of("segment", table, "--missing-words", "n.v.");
        assertThat(mended.err()).contains("left out 1 of 40 rows").doesNotContain("taken as words");
    }

    @Test
    void adviceFitsWhereNoRuleCanBe() throws IOException {
        Path alone = file("alone.txt", "a\nb\nc\na\n");
        assertThat(Run.of("rules", alone).out())
                .contains("every transaction holds one item only")
                .doesNotContain("lower");
        Path apart = file("apart.txt", "a b\nc d\na\nc\na\nc\n");
        assertThat(Run.of("rules", apart, "--support", "0.5").out())
                .contains("no two items stand together in at least 3 of 6 transactions; lower --support")
                .doesNotContain("--confidence");
        assertThat(Run.of("rules", apart, "--support", "0.9").out()).contains("no item stands in at least 6 of 6");
        Path pairs = file("pairs.txt", "a b\na b\nc\nc\nd a\n");
        assertThat(Run.of("rules", pairs, "--support", "0.4", "--consequent", "c")
                        .out())
                .contains("asked for by --consequent stands with nothing else");
        assertThat(Run.of("rules", pairs, "--support", "0.2", "--confidence", "1", "--consequent", "d")
                        .out())
                .contains("1 rule was looked at and none reaches the confidence asked for; lower --confidence");
    }

    @Test
    void anInfiniteConvictionIsNoNumberAnywhere() throws IOException {
        Path baskets = file("b.txt", "a b\na b\na b\nb\nc\n");
        Path csv = folder.resolve("r.csv");
        Run run = Run.of("rules", baskets, "--csv", csv, "--json", "--list");
        JsonNode rule = new ObjectMapper().readTree(run.out()).path("ruleList").get(0);
        assertThat(rule.path("antecedent").get(0).asText()).isEqualTo("a");
        assertThat(rule.path("conviction").isNull()).isTrue();
        String line = Files.readAllLines(csv).get(1);
        assertThat(line).startsWith("a,b,3,0.6,1.0,");
        assertThat(line.split(",", -1)[7]).isEmpty();
    }

    @Test
    void itemsOfOneSideAreJoinedAlikeEverywhere() throws IOException {
        Path baskets = file("b.txt", "a b c\n".repeat(9) + "d\ne\nf\ng\nh\ni\nj\n");
        Path csv = folder.resolve("r.csv");
        Path html = folder.resolve("r.html");
        assertThat(Run.of("rules", baskets, "--consequents", "2", "--csv", csv, "--html", html, "--list")
                        .out())
                .contains("-> ", "b & c");
        assertThat(Files.readString(csv)).contains("b & c");
        assertThat(Files.readString(html)).contains("b &amp; c", "<html lang=\"en\">", "<span lang=\"ko\">");
    }

    @Test
    void oneIsNoPlural() throws IOException {
        Path baskets = file("b.txt", "a\n");
        assertThat(Run.of("rules", baskets).out())
                .contains("1 transaction of 1 item\n", "1 item set stands in at least 1 ");
        Path rows = file("t.csv", "x,y\n" + "1,2\n2,1\n".repeat(6) + "900,900\n");
        assertThat(Run.of("segment", rows, "--k", "2").out())
                .contains(" 1 row ")
                .doesNotContain(" 1 rows");
    }

    @Test
    void eitherAllFilesAreWrittenOrNone() throws IOException {
        Path csv = folder.resolve("who.csv");
        Path html = Files.createDirectory(folder.resolve("r.html"));
        Run run = Run.of("segment", CUSTOMERS, "--csv", csv, "--html", html);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(csv).doesNotExist();
        // Its place in waiting is taken by a folder: only writing finds that out.
        Path blocked = folder.resolve("late.html");
        Files.createDirectories(folder.resolve(".late.html.part").resolve("x"));
        Run late = Run.of("segment", CUSTOMERS, "--csv", csv, "--html", blocked);
        assertThat(late.code()).as(late.err()).isEqualTo(ExitCode.OUR_FAILURE);
        assertThat(late.err()).contains("late.html: cannot be written");
        assertThat(List.of(csv, blocked)).allSatisfy(each -> assertThat(each).doesNotExist());
    }

    @Test
    void helpFitsANarrowTerminal() {
        for (String command : List.of("segment", "rules")) {
            assertThat(Run.of(command, "--help").out().lines())
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
            assertThat(Run.of(command, "--help")
                            .out()
                            .lines()
                            .takeWhile(line -> !line.isEmpty())
                            .skip(1))
                    .allSatisfy(line -> assertThat(line).startsWith("  haechi " + command));
        }
    }
}
