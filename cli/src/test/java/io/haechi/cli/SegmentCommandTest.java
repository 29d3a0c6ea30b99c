package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments and rules as they are asked for, and every bad file that people have: one sentence, the right code, no file. */
class SegmentCommandTest {
    private static final Path CUSTOMERS = Path.of("..", "examples", "customers.csv");
    private static final Path BASKETS = Path.of("..", "examples", "baskets.txt");

    @TempDir
    private Path folder = Path.of("");

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void segmentsAreFoundAndToldInTheKeysPromised() throws IOException {
        JsonNode json = json(Run.of("segment", CUSTOMERS, "--json"));
        assertThat(json.path("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.path("k").asInt()).isEqualTo(3);
        assertThat(json.path("inertia").asDouble()).isPositive();
        assertThat(json.path("iterations").asInt()).isPositive();
        assertThat(json.path("silhouette").asDouble()).isBetween(0.6, 1.0);
        assertThat(json.path("sizes")).hasSize(3);
        assertThat(json.path("structure").path("found").asBoolean()).isTrue();
        assertThat(json.path("structure").path("hopkins").asDouble()).isGreaterThan(0.7);
        assertThat(json.path("structure").path("why").asText()).startsWith("3 groups stand apart");
    }

    @Test
    void theFirstRowsAreABeginningThatNeverChanges() throws IOException {
        Object[] asked = {
            "segment", CUSTOMERS, "--columns", "age,inc", "--k", "2", "--init", "first", "--list", "--json"
        };
        JsonNode one = json(Run.of(asked));
        assertThat(one.path("labels")).hasSize(240);
        assertThat(one).isEqualTo(json(Run.of(asked)));
        assertThat(one.path("columns").get(1).asText()).isEqualTo("income");
    }

    @Test
    void everyMethodAnswers() throws IOException {
        for (String method : new String[] {"kmeans", "minibatch", "ward", "average", "complete", "single", "mixture"}) {
            assertThat(json(Run.of("segment", CUSTOMERS, "--k", "3", "--method", method, "--json"))
                            .path("sizes"))
                    .as(method)
                    .hasSize(3);
        }
        assertThat(json(Run.of("segment", CUSTOMERS, "--method", "hdbscan", "--json"))
                        .path("k")
                        .asInt())
                .isPositive();
    }

    @Test
    void savedSegmentsTakeNewRowsAndReportsAreWhole() throws IOException {
        Path html = folder.resolve("r.html");
        Path csv = folder.resolve("r.csv");
        Path saved = folder.resolve("s.json");
        Run made = Run.of(
                "segment", CUSTOMERS, "--method", "ward", "--k", "3", "--html", html, "--csv", csv, "--save", saved);
        assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(csv)).startsWith("row,segment,name\r\n1,").hasLineCount(241);
        assertThat(Files.readString(html))
                .contains("Dendrogram", "elbow", "PCA", "무리 있음")
                .doesNotContain("<script", "http://", "https://");
        JsonNode same = json(Run.of("segment", CUSTOMERS, "--model", saved, "--json"));
        assertThat(same.path("drift").path("moved").asBoolean()).isFalse();
        Path other = Files.writeString(
                folder.resolve("other.csv"),
                "customer,age,income,visits,channel\n"
                        + "X,20,9000,1,phone\nY,21,9500,2,phone\nZ,25,9900,2,phone\n".repeat(10));
        assertThat(json(Run.of("segment", other, "--model", saved, "--json"))
                        .path("drift")
                        .path("moved")
                        .asBoolean())
                .isTrue();
        Run wrong = Run.of("segment", CUSTOMERS, "--model", csv);
        assertThat(wrong.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(wrong.err()).contains("holds no saved segments");
    }

    @Test
    void everyReportHasADendrogram() throws IOException {
        Path html = folder.resolve("means.html");
        Run run = Run.of("segment", CUSTOMERS, "--html", html);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(html))
                .contains("Dendrogram by ward of 240 rows", "(elbow)", "Silhouette by number", "(PCA)");
    }

    @Test
    void rulesAreToldInTheKeysPromised() throws IOException {
        JsonNode json = json(Run.of(
                "rules",
                BASKETS,
                "--support",
                "0.05",
                "--confidence",
                "0.6",
                "--consequents",
                "1",
                "--json",
                "--list"));
        assertThat(json.path("transactions").asInt()).isEqualTo(400);
        assertThat(json.path("minCount").asInt()).isEqualTo(20);
        assertThat(json.path("itemsets").asInt())
                .isEqualTo(json.path("itemsetList").size());
        assertThat(json.path("bySize").path("1").asInt()).isEqualTo(12);
        assertThat(json.path("rules").asInt()).isEqualTo(json.path("ruleList").size());
        assertThat(json.path("seconds").isNumber()).isTrue();
        int apriori = json(Run.of("rules", BASKETS, "--support", "0.05", "--apriori", "--json"))
                .path("itemsets")
                .asInt();
        int closed = json(Run.of("rules", BASKETS, "--support", "0.05", "--closed", "--json"))
                .path("itemsets")
                .asInt();
        int maximal = json(Run.of("rules", BASKETS, "--support", "0.05", "--maximal", "--json"))
                .path("itemsets")
                .asInt();
        assertThat(apriori).isEqualTo(json.path("itemsets").asInt());
        assertThat(maximal).isLessThan(closed);
        assertThat(closed).isLessThanOrEqualTo(apriori);
    }

    @Test
    void whatLeadsToACondition() throws IOException {
        Path html = folder.resolve("r.html");
        Run run = Run.of(
                "rules",
                CUSTOMERS,
                "--format",
                "csv",
                "--consequent",
                "visits >= 10",
                "--confidence",
                "0.6",
                "--bins",
                "supervised",
                "--html",
                html);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("channel=app -> visits >= 10").doesNotContain("-> channel");
        assertThat(Files.readString(html)).contains("<svg", "visits &gt;= 10").doesNotContain("<script");
    }

    @Test
    void wrongUse() {
        refused(ExitCode.WRONG_USE, "must be above 0", "rules", BASKETS, "--support", "0");
        refused(ExitCode.WRONG_USE, "between 0 and 1, got 1.5", "rules", BASKETS, "--support", "1.5");
        refused(ExitCode.WRONG_USE, "between 1 and 3 items, got 9", "rules", BASKETS, "--consequents", "9");
        refused(ExitCode.WRONG_USE, "1 or more, got -3", "rules", BASKETS, "--top", "-3");
        refused(ExitCode.WRONG_USE, "exclude each other", "rules", BASKETS, "--closed", "--maximal");
        refused(ExitCode.WRONG_USE, "at most the number of rows, 240; got 999", "segment", CUSTOMERS, "--k", "999");
        refused(ExitCode.WRONG_USE, "at least 1, got 0", "segment", CUSTOMERS, "--k", "0");
        refused(ExitCode.WRONG_USE, "or the word auto, got \"many\"", "segment", CUSTOMERS, "--k", "many");
        refused(ExitCode.WRONG_USE, "has no column \"shoe\"; it has", "segment", CUSTOMERS, "--columns", "shoe");
        refused(ExitCode.WRONG_USE, "names no", "rules", CUSTOMERS, "--encoding", "names no");
    }

    @Test
    void unreadableInput() throws IOException {
        refused(ExitCode.UNREADABLE, "is empty", file(""));
        refused(ExitCode.UNREADABLE, "no row below", file("a,b\n"));
        refused(ExitCode.UNREADABLE, "all rows say the same", file("a,b\n1,2\n"));
        refused(ExitCode.UNREADABLE, "no column is left", file("a\n5\n5\n5\n"));
        refused(ExitCode.UNREADABLE, "no column is left", file("a,b\n,\n,\n"));
        refused(ExitCode.UNREADABLE, "stands over columns 1 and 2", file("a,a\n1,2\n3,4\n"));
        refused(ExitCode.UNREADABLE, "line 3: 1 cell where the header has 2", file("a,b\n1,2\n3\n"));
        refused(ExitCode.UNREADABLE, "there is no such file", folder.resolve("none.csv"));
        Path cut = Files.write(folder.resolve("cut.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 97});
        refused(ExitCode.UNREADABLE, "ends too early; is it complete?", cut);
        StringBuilder many = new StringBuilder("word,n\n");
        for (int i = 0; i < 12_000; i++) {
            many.append('w').append(i % 11_000).append(',').append(i % 7).append('\n');
        }
        Path wide = file(many.toString());
        assertThat(Run.of("segment", wide, "--k", "2", "--json").err())
                .contains("more than 10,000 different words are too many");
        refused(ExitCode.WRONG_USE, "different words, at most 200", "segment", wide, "--columns", "word");
    }

    @Test
    void whatPeopleWriteInCellsIsRead() throws IOException {
        StringBuilder text = new StringBuilder("\uFEFF이름;소득;가입일\r\n");
        for (int i = 0; i < 60; i++) {
            text.append("\"둘째\n줄 \"\"")
                    .append(i)
                    .append("\"\"\";\"")
                    .append(i % 2 + 1)
                    .append(',')
                    .append(100 + i)
                    .append("\";2024-0")
                    .append(1 + i % 9)
                    .append("-01\r\n");
        }
        Run run = Run.of("segment", file(text.toString()), "--columns", "소득,가입일", "--k", "2", "--json");
        JsonNode json = json(run);
        assertThat(json.path("rows").asInt()).isEqualTo(60);
        assertThat(json.path("segments").get(0).path("example").get(1).asText()).startsWith("가입일: 2024-0");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "t", ".csv"), text);
    }

    private void refused(int code, String words, Path file) {
        refused(code, words, "segment", file);
    }

    private void refused(int code, String words, Object... command) {
        Path html = folder.resolve("never.html");
        Run run = Run.of(
                Stream.concat(Stream.of(command), Stream.of("--html", html)).toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).doesNotContain("Exception");
        assertThat(Files.exists(html)).isFalse();
    }
}
