package io.haechi.call.transcript;

import io.haechi.core.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SubRip ({@code .srt}) and WebVTT ({@code .vtt}): blocks of an optional name, one line of times and the words. WebVTT's
 * header, notes, styles and marks of speakers are passed over; what is neither is refused with its line.
 */
final class Subtitles {
    private static final Pattern TIMES = Pattern.compile(
            "\\s*((?:\\d{1,3}:)?\\d{1,2}:\\d{2}[,.]\\d{1,3})\\s*-->\\s*((?:\\d{1,3}:)?\\d{1,2}:\\d{2}[,.]\\d{1,3})(?:\\s.*)?");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,200}>");
    private static final Pattern ARROW = Pattern.compile("-->");

    private final String name;
    private final List<String> rows;
    private final List<Transcript.Line> lines = new ArrayList<>();
    private int row;

    private Subtitles(String name, String text) {
        this.name = name;
        this.rows = text.lines().toList();
    }

    static Transcript read(String name, String text) {
        Subtitles subtitles = new Subtitles(name, text);
        subtitles.all();
        return new Transcript(name, subtitles.lines, true);
    }

    private void all() {
        if (!rows.isEmpty() && rows.getFirst().startsWith("WEBVTT")) {
            skipBlock();
        }
        while (row < rows.size()) {
            String first = rows.get(row).strip();
            if (first.isEmpty()) {
                row++;
            } else if (first.startsWith("NOTE") || first.startsWith("STYLE") || first.startsWith("REGION")) {
                skipBlock();
            } else {
                block();
            }
        }
    }

    private void skipBlock() {
        while (row < rows.size() && !rows.get(row).isBlank()) {
            row++;
        }
    }

    private void block() {
        if (!ARROW.matcher(rows.get(row)).find()) {
            row++;
        }
        Matcher times = row < rows.size() ? TIMES.matcher(rows.get(row)) : TIMES.matcher("");
        if (!times.matches()) {
            throw new UnreadableInputException(name + ", line " + Math.min(row + 1, rows.size())
                    + ": expected times such as 00:00:01,000 --> 00:00:04,000, got \""
                    + brief(row < rows.size() ? rows.get(row) : "") + "\".");
        }
        double start = seconds(times.group(1));
        double end = seconds(times.group(2));
        if (end < start) {
            throw new UnreadableInputException(name + ", line " + (row + 1) + ": the words end before they begin (\""
                    + brief(rows.get(row)) + "\").");
        }
        row++;
        StringBuilder words = new StringBuilder();
        while (row < rows.size() && !rows.get(row).isBlank()) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(TAG.matcher(rows.get(row)).replaceAll("").strip());
            row++;
        }
        if (!words.isEmpty()) {
            lines.add(new Transcript.Line(start, end, words.toString()));
        }
    }

    /** Of hours, minutes and seconds, or the latter two, with a point or a comma before fractions. */
    static double seconds(String clock) {
        double seconds = 0;
        for (String part : List.of(clock.replace(',', '.').split(":", -1))) {
            seconds = seconds * 60 + Double.parseDouble(part);
        }
        return seconds;
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
