package io.haechi.text.token;

/**
 * A word or morpheme of a text.
 *
 * @param text its letters, which may differ from those in the text (base forms)
 * @param start index of its first character in the text
 * @param end index behind its last character in the text
 * @param tag part of speech as the tokeniser names it, empty if it names none
 */
public record Token(String text, int start, int end, String tag) {
    public Token {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A token must end behind its start, got " + start + " to " + end);
        }
    }
}
