package io.haechi.call.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text whose lines say when they begin, as recorders and people write it: {@code [00:40] words} or {@code (1:02:03)
 * words}, minutes and seconds with or without hours. A line without a mark goes on with the one above. Without brackets a time
 * may well be what somebody said.
 *
 * <p>Marks of an hour and more on the first line are the time of day; the call begins with it.
 */
final class MarkedText {
    private static final Pattern MARK =
            Pattern.compile("\\s*[\\[(]((?:\\d{1,3}:)?\\d{1,2}:\\d{2}(?:[.,]\\d{1,3})?)[\\])]\\s*(.*)");
    private static final double HOUR = 3600;

    private MarkedText() {}

    /** With the times of the marks if the first line has one and none is before the one above it; otherwise with estimated times. */
    static Transcript read(String name, String text) {
        List<Double> starts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Matcher mark = MARK.matcher(line);
            if (mark.matches()) {
                starts.add(Subtitles.seconds(mark.group(1)));
                words.add(mark.group(2));
            } else if (starts.isEmpty()) {
                return Transcript.ofText(name, text);
            } else {
                words.set(words.size() - 1, (words.getLast() + "\n" + line).strip());
            }
        }
        if (!isInOrder(starts)) {
            return Transcript.ofText(name, text);
        }
        double begin = starts.getFirst() >= HOUR ? starts.getFirst() : 0;
        return Transcript.ofStarts(
                name, starts.stream().map(start -> start - begin).toList(), words);
    }

    private static boolean isInOrder(List<Double> starts) {
        for (int i = 1; i < starts.size(); i++) {
            if (starts.get(i) < starts.get(i - 1)) {
                return false;
            }
        }
        return !starts.isEmpty();
    }
}
