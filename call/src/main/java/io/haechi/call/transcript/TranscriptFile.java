package io.haechi.call.transcript;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.text.TextFile;
import io.haechi.text.sentence.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a transcript from a file: {@code .txt} with one or more sentences a line and
 * perhaps {@code [00:40]} before it, {@code .csv}, {@code .json}, {@code .srt} or
 * {@code .vtt}, in UTF-8, UTF-16 or CP949. Lines that hold several sentences are cut, by their marks or, where a recogniser
 * wrote none, by their endings; a timed line shares its time by length.
 */
public final class TranscriptFile {
    private static final Set<String> ENDINGS = Set.of("txt", "csv", "json", "srt", "vtt");
    private static final long MOST_BYTES = 50_000_000;

    private TranscriptFile() {}

    /** Whether a file is named like a transcript. */
    public static boolean isNamedLikeOne(Path file) {
        return ENDINGS.contains(ending(file));
    }

    /**
     * Reads a transcript.
     *
     * @throws UnreadableInputException if it is missing, empty, too long, no text, in no known encoding, or broken; the
     *     message names the line
     */
    public static Transcript read(Path file) {
        requireReadable(file);
        String text = TextFile.open(file).content();
        String name = file.toString();
        Transcript read = switch (ending(file)) {
            case "srt", "vtt" -> Subtitles.read(name, text);
            case "json" -> JsonTranscript.read(name, text);
            case "csv" -> CsvTranscript.read(name, text);
            default -> MarkedText.read(name, text);
        };
        return sentences(read);
    }

    private static void requireReadable(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableInputException(file + ": there is no such file.");
        }
        try {
            long bytes = Files.size(file);
            if (bytes == 0) {
                throw new UnreadableInputException(file + ": the file is empty; there is nothing to judge.");
            }
            if (bytes > MOST_BYTES) {
                throw new UnreadableInputException(file + ": has " + bytes / 1_000_000
                        + " MB; a transcript has at most " + MOST_BYTES / 1_000_000 + " MB. Is it one call?");
            }
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Transcript sentences(Transcript read) {
        Sentences cutter = Sentences.standard();
        if (!read.timed()) {
            List<String> lines = read.lines().stream()
                    .flatMap(line -> cutter.split(line.text()).stream())
                    .toList();
            return Transcript.of(read.name(), lines);
        }
        List<Transcript.Line> lines = new ArrayList<>();
        for (Transcript.Line line : read.lines()) {
            List<String> parts = line.text()
                    .lines()
                    .flatMap(each -> cutter.split(each).stream())
                    .toList();
            double letters = parts.stream().mapToInt(String::length).sum();
            double now = line.startSeconds();
            for (String part : parts) {
                double end = Math.max(
                        now,
                        Math.min(
                                line.endSeconds(),
                                now + (line.endSeconds() - line.startSeconds()) * part.length() / letters));
                lines.add(new Transcript.Line(now, end, part));
                now = end;
            }
        }
        return new Transcript(read.name(), lines, true);
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
