package io.haechi.text.sentence;

/**
 * A piece of a text.
 *
 * @param start index of its first character
 * @param end index behind its last character
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("A piece must end behind its start, got " + start + " to " + end);
        }
    }

    /** Its letters. */
    public String of(CharSequence text) {
        return text.subSequence(start, end).toString();
    }
}
