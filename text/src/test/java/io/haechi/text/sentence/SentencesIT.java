package io.haechi.text.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.text.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Joins the sentences of real calls, without line ends and punctuation, cuts them again, and prints how well that went: the
 * test calls, then each source of theirs, beside a rule of five endings. Needs the data set: {@code -DHAECHI_DATA}, the
 * variable of that name, or ../shared/data. With {@code HAECHI_FIT=FILE} in the environment it first fits the model on the
 * training calls and writes it there.
 */
class SentencesIT {
    private static final BoundaryModel RULE = new BoundaryModel(
            Map.of("", -1F, "a다", 2F, "a요", 2F, "a죠", 2F, "a까", 2F, "a네", 2F));

    @Test
    void endsOfSentencesAreFoundBetterThanByAListOfEndings() throws IOException {
        Path folder = data().resolve("call");
        assumeTrue(Files.isRegularFile(folder.resolve("sentences.csv.gz")), folder + " is not here: skipped");
        BoundaryModel model = model(folder);
        Sentences sentences = new Sentences(model, SentenceOptions.STANDARD);
        Map<String, List<String>> test = calls(folder, "test");
        List<List<String>> all = List.copyOf(test.values());
        BoundaryScore score = BoundaryScore.of(sentences, all);
        BoundaryScore rule = BoundaryScore.of(new Sentences(RULE, SentenceOptions.STANDARD), all);
        print("valid", BoundaryScore.of(sentences, List.copyOf(calls(folder, "valid").values())));
        print("test", score);
        print("test, five endings", rule);
        Map<String, String> sources = sources(folder);
        Map<String, BoundaryScore> bySource = new TreeMap<>();
        test.forEach((id, call) -> bySource.merge(
                Objects.requireNonNull(sources.get(id)),
                BoundaryScore.of(sentences, List.of(call)),
                BoundaryScore::plus));
        bySource.forEach(SentencesIT::print);
        assertThat(score.f1()).isGreaterThan(rule.f1());
    }

    @Test
    void sourcesThatWereNeverSeenAreCutBetterThanByAListOfEndings() throws IOException {
        Path folder = data().resolve("call");
        assumeTrue(System.getenv("HAECHI_FIT") != null, "Takes a minute: only with HAECHI_FIT in the environment");
        Map<String, String> sources = sources(folder);
        Map<String, List<String>> training = calls(folder, "train");
        Map<String, List<String>> test = calls(folder, "test");
        for (String left : List.of("hli_vp", "korccvi", "hli_b,hli_l,hli_p,hli_d")) {
            Predicate<String> isLeft = id -> Stream.of(left.split(","))
                    .anyMatch(Objects.requireNonNull(sources.get(id))::startsWith);
            List<List<String>> others = chosen(training, isLeft.negate());
            List<List<String>> own = chosen(test, isLeft);
            BoundaryScore score = BoundaryScore.of(
                    new Sentences(BoundaryModel.fit(others, _ -> {}), SentenceOptions.STANDARD), own);
            BoundaryScore rule = BoundaryScore.of(new Sentences(RULE, SentenceOptions.STANDARD), own);
            print(left + " never seen", score);
            print(left + ", five endings", rule);
            assertThat(score.f1()).as(left).isGreaterThan(rule.f1());
        }
    }

    private static List<List<String>> chosen(Map<String, List<String>> calls, Predicate<String> isKept) {
        return calls.entrySet().stream()
                .filter(call -> isKept.test(call.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static BoundaryModel model(Path folder) throws IOException {
        String target = System.getenv("HAECHI_FIT");
        if (target == null) {
            return BoundaryModel.standard();
        }
        BoundaryModel model = BoundaryModel.fit(
                List.copyOf(calls(folder, "train").values()), line -> System.out.println("  " + line));
        model.save(Path.of(target));
        return BoundaryModel.load(Path.of(target));
    }

    private static void print(String what, BoundaryScore score) {
        System.out.printf(
                Locale.ROOT,
                "sentences, %s: precision %.3f, recall %.3f, F1 %.3f of %d ends%n",
                what,
                score.precision(),
                score.recall(),
                score.f1(),
                score.right() + score.missed());
    }

    private static Map<String, List<String>> calls(Path folder, String split) throws IOException {
        Map<String, List<String>> calls = new LinkedHashMap<>();
        for (CSVRecord sentence : records(folder.resolve("sentences.csv.gz"))) {
            if (sentence.get("split").equals(split)) {
                calls.computeIfAbsent(sentence.get("call_id"), _ -> new ArrayList<>())
                        .add(sentence.get("text"));
            }
        }
        return calls;
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (CSVRecord call : records(folder.resolve("calls.csv.gz"))) {
            sources.put(call.get("id"), call.get("source"));
        }
        return sources;
    }

    private static List<CSVRecord> records(Path path) throws IOException {
        try (Reader reader = TextFile.open(path).reader()) {
            return CSVFormat.RFC4180.builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    private static Path data() {
        String given = System.getProperty("HAECHI_DATA", System.getenv("HAECHI_DATA"));
        // Tests run in the module's folder: the repository is one up, what lies beside it two.
        return Path.of(Objects.requireNonNullElse(given, "../../shared/data"));
    }
}
