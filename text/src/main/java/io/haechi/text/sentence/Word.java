package io.haechi.text.sentence;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a text that is being cut into sentences.
 *
 * @param start index of its first character
 * @param end index behind its last character
 * @param letters its letters and digits only
 * @param isFinal whether a line end or final punctuation follows it
 */
record Word(int start, int end, String letters, boolean isFinal) {

    /** The words of a text; a word ends at white space, and after final punctuation that a letter follows. */
    static List<Word> of(CharSequence text, int mostLetters) {
        List<Word> words = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        int start = -1;
        boolean isFinal = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean isSpace = Character.isWhitespace(c);
            boolean isLetter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            boolean startsNew = isLetter
                    && (isFinal && !isDecimal(text, i)
                            || letters.length() >= mostLetters && !Character.isLowSurrogate(c));
            if (start >= 0 && (isSpace || startsNew)) {
                words.add(new Word(start, i, letters.toString(), isFinal));
                letters.setLength(0);
                start = -1;
                isFinal = false;
            }
            if (isLineEnd(c) && !words.isEmpty()) {
                words.add(words.removeLast().ended());
            }
            if (isSpace) {
                continue;
            }
            start = start < 0 ? i : start;
            if (isLetter) {
                letters.append(c);
                isFinal = false;
            } else {
                isFinal = isFinal || isEndMark(c);
            }
        }
        return words;
    }

    private Word ended() {
        return new Word(start, end, letters, true);
    }

    private static boolean isDecimal(CharSequence text, int at) {
        return at >= 2
                && Character.isDigit(text.charAt(at))
                && text.charAt(at - 1) == '.'
                && Character.isDigit(text.charAt(at - 2));
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
    }

    private static boolean isEndMark(char c) {
        return c == '.' || c == '?' || c == '!' || c == '…' || c == '。' || c == '？' || c == '！';
    }
}
