package io.haechi.text.normal;

import java.util.Locale;

/** Writes a text character by character as the options want it. */
final class Characters {
    private final String text;
    private final NormaliserOptions options;
    private final StringBuilder out;
    private int at;
    /** 0, a space, or a line end that is due before the next character. */
    private char due;

    Characters(String text, NormaliserOptions options) {
        this.text = text;
        this.options = options;
        this.out = new StringBuilder(text.length() + 16);
    }

    String written() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= 0xAC00 && c <= 0xD7A3) {
                put(c);
                at++;
            } else if (Character.isWhitespace(c) || c == 0xA0) {
                space(c == '\n' ? '\n' : ' ');
                at++;
            } else if (c >= '0' && c <= '9') {
                number();
            } else if (isLatin(c)) {
                latin();
            } else {
                rest(text.codePointAt(at));
            }
        }
        return out.toString();
    }

    private void rest(int c) {
        at += Character.charCount(c);
        if (isJamo(c)) {
            take(c, options.keepsJamo());
        } else if (Character.isLetter(c) || isMark(c) && !out.isEmpty() && due == 0) {
            take(options.latin() == Latin.KEEP ? c : Character.toLowerCase(c), true);
        } else if (c == Annotations.MASK && options.masks() == Masks.ONE) {
            take(c, true);
        } else if (c == '%' && options.digits() == Digits.SPELL && !options.keepsSymbols()) {
            flush();
            out.append("퍼센트");
        } else {
            take(c, isPunctuation(c) ? options.keepsPunctuation() : options.keepsSymbols());
        }
    }

    private void take(int c, boolean isKept) {
        if (!isKept) {
            space(' ');
        } else if (Character.isBmpCodePoint(c)) {
            put((char) c);
        } else {
            flush();
            out.appendCodePoint(c);
        }
    }

    private void number() {
        int end = numberEnd();
        switch (options.digits()) {
            case KEEP -> {
                flush();
                out.append(text, at, end);
            }
            case SPELL -> {
                flush();
                NumberWords.append(out, text.substring(at, end), text, end);
            }
            case MASK -> {
                flush();
                out.append('0');
            }
            case DROP -> space(' ');
        }
        at = end;
    }

    /** Digits, and single marks between digits where they belong to the number. */
    private int numberEnd() {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean isJoint = ",.-:/".indexOf(c) >= 0
                    && options.digits() != Digits.KEEP
                    && end + 1 < text.length()
                    && isDigit(text.charAt(end + 1));
            if (!isDigit(c) && !isJoint) {
                break;
            }
            end++;
        }
        return end;
    }

    private void latin() {
        int end = at;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        String letters = text.substring(at, end);
        at = end;
        switch (options.latin()) {
            case KEEP -> letters.chars().forEach(c -> put((char) c));
            case LOWER -> letters.toLowerCase(Locale.ROOT).chars().forEach(c -> put((char) c));
            case SPELL -> {
                StringBuilder spelled = new StringBuilder();
                LetterNames.append(spelled, letters);
                spelled.chars().forEach(c -> put((char) c));
            }
            case DROP -> space(' ');
        }
    }

    /** Appends a character unless it has been repeated often enough. */
    private void put(char c) {
        int most = options.mostRepeats();
        int length = out.length();
        if (due == 0 && most > 0 && length >= most && out.charAt(length - 1) == c) {
            boolean isOneTooMany = true;
            for (int back = 2; back <= most; back++) {
                isOneTooMany &= out.charAt(length - back) == c;
            }
            if (isOneTooMany) {
                return;
            }
        }
        flush();
        out.append(c);
    }

    private void space(char c) {
        boolean isLine = c == '\n' && options.breaks() == Breaks.LINES;
        due = isLine || due == '\n' ? '\n' : ' ';
    }

    private void flush() {
        if (due != 0 && !out.isEmpty()) {
            out.append(due);
        }
        due = 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isJamo(int c) {
        return c >= 0x3131 && c <= 0x318E
                || c >= 0x1100 && c <= 0x11FF
                || c >= 0xA960 && c <= 0xA97F
                || c >= 0xD7B0 && c <= 0xD7FF;
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> c == '~' || c == '+' || c == '<' || c == '>' || c == '=' || c == '|' || c == '^' || c == '`';
        };
    }
}
