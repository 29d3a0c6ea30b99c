package io.haechi.bench;

import io.haechi.core.text.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Calls to measure with: real ones from the folder named in {@code HAECHI_DATA}, synthesised ones otherwise.
 *
 * @param training calls to fit on
 * @param labels 0 or 1 for each of them
 * @param calls calls to score
 * @param sentences sentences to score
 */
record CallTexts(List<String> training, List<Integer> labels, List<String> calls, List<String> sentences) {
    private static final int SYLLABLES = 600;
    private static final int FIRST_SYLLABLE = 0xAC00;
    private static final int SYLLABLES_IN_UNICODE = 11_172;

    static CallTexts find(Session session) {
        String data = System.getenv("HAECHI_DATA");
        Path folder = Path.of(data == null ? "." : data).resolve("call");
        if (data == null || !Files.isRegularFile(folder.resolve("calls.csv.gz"))) {
            session.missing("Measured on synthesised texts only: name a folder with call/calls.csv.gz in HAECHI_DATA for"
                    + " transcripts.");
            return synthesised(new Random(1));
        }
        List<String> training = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        for (CSVRecord call : records(folder.resolve("calls.csv.gz"))) {
            if (call.get("split").equals("train")) {
                training.add(call.get("text"));
                labels.add(Integer.parseInt(call.get("label")));
            } else if (call.get("split").equals("test")) {
                calls.add(call.get("text"));
            }
        }
        List<String> sentences = records(folder.resolve("sentences.csv.gz")).stream()
                .filter(sentence -> sentence.get("split").equals("test"))
                .map(sentence -> sentence.get("text"))
                .toList();
        return new CallTexts(training, labels, calls, sentences);
    }

    private static List<CSVRecord> records(Path path) {
        try (Reader reader = TextFile.open(path).reader()) {
            return CSVFormat.RFC4180.builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }

    private static CallTexts synthesised(Random random) {
        String[] words = new String[4000];
        for (int w = 0; w < words.length; w++) {
            StringBuilder word = new StringBuilder();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                int syllable = (int) (SYLLABLES * Math.pow(random.nextDouble(), 2));
                word.append((char) (FIRST_SYLLABLE + syllable * 17 % SYLLABLES_IN_UNICODE));
            }
            words[w] = word.toString();
        }
        List<String> training = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            labels.add(i % 2);
            training.add(text(words, 250, i % 2 * 30, random));
        }
        List<String> calls = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            if (i < 600) {
                calls.add(text(words, 250, i % 2 * 30, random));
            }
            sentences.add(text(words, 8, i % 2 * 30, random));
        }
        return new CallTexts(training, labels, calls, sentences);
    }

    /** Words drawn as in a language, few of them often; another class begins further down in the list. */
    private static String text(String[] words, int length, int from, Random random) {
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            drawn.add(words[Math.min(words.length - 1, from + (int) (words.length * Math.pow(random.nextDouble(), 4)))]);
        }
        return String.join(" ", drawn);
    }
}
