package io.haechi.call.transcript;

import io.haechi.core.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a call, line by line.
 *
 * @param name what it is called in reports, such as the file's name
 * @param lines in order of time; may be empty
 * @param timed whether the lines' times were given; otherwise they are estimated by {@link #SYLLABLES_PER_SECOND}
 */
public record Transcript(String name, List<Line> lines, boolean timed) {
    /**
     * Korean syllables in a second of a call, pauses included: where a transcript has no times, seconds are syllables divided
     * by this. Prepared speech is quicker (5.9 on fifteen clips of news and lectures), so that seconds come out too long
     * rather than too short.
     */
    public static final double SYLLABLES_PER_SECOND = 5.0;

    public Transcript {
        lines = List.copyOf(lines);
    }

    /**
     * Something said without a pause.
     *
     * @param startSeconds where it begins, from the start of the call
     * @param endSeconds where it ends
     * @param text the words
     */
    public record Line(double startSeconds, double endSeconds, String text) {
        public Line {
            if (!(startSeconds >= 0 && endSeconds >= startSeconds)) {
                throw new IllegalArgumentException("A line must end at or after its start, which is at or after 0; got "
                        + startSeconds + " to " + endSeconds);
            }
        }
    }

    /** A transcript without times. */
    public static Transcript of(String name, List<String> lines) {
        List<Line> timed = new ArrayList<>();
        double now = 0;
        for (String line : lines) {
            double end = now + syllables(line) / SYLLABLES_PER_SECOND;
            timed.add(new Line(now, end, line));
            now = end;
        }
        return new Transcript(name, timed, false);
    }

    /**
     * A transcript of which only the beginnings of the lines are known: each ends where the next begins, or earlier if its words
     * take less.
     *
     * @throws UnreadableInputException if a line begins before the one above it
     */
    static Transcript ofStarts(String name, List<Double> starts, List<String> texts) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            double start = starts.get(i);
            double next = i + 1 < texts.size() ? starts.get(i + 1) : Double.POSITIVE_INFINITY;
            if (next < start) {
                throw new UnreadableInputException(name + ", item " + (i + 2) + ": begins at " + next
                        + " s, before the one above it (" + start + " s).");
            }
            double end = Math.min(next, start + syllables(texts.get(i)) / SYLLABLES_PER_SECOND);
            lines.add(new Line(start, end, texts.get(i)));
        }
        return new Transcript(name, lines, true);
    }

    /** A transcript without times, one line of text each. */
    public static Transcript ofText(String name, String text) {
        return of(name, text.lines().filter(line -> !line.isBlank()).toList());
    }

    /** All that was said, one line of text each. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(text.isEmpty() ? "" : "\n").append(line.text());
        }
        return text.toString();
    }

    /** Where the last line ends; 0 if there is none. */
    public double seconds() {
        return lines.isEmpty() ? 0 : lines.getLast().endSeconds();
    }

    /** Letters that are spoken as one syllable: Hangul syllables; other letters count as half. */
    public static double syllables(String text) {
        double syllables = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            syllables += c >= '가' && c <= '힣' ? 1 : Character.isLetterOrDigit(c) ? 0.5 : 0;
        }
        return syllables;
    }
}
