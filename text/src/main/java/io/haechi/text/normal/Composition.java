package io.haechi.text.normal;

import java.text.Normalizer;

/** Composed Unicode (NFC), full-width letters as ordinary ones, without control and format characters and lone surrogates. */
final class Composition {
    /** As in Unicode's stream-safe text: no language stacks more marks, and composing more of them takes square time. */
    private static final int MOST_MARKS = 30;

    private Composition() {}

    static String of(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isComposed(text.charAt(i))) {
                return Normalizer.normalize(cleaned(text.toString()), Normalizer.Form.NFC);
            }
        }
        return text.toString();
    }

    /** Characters that are what they should be, whatever stands beside them. */
    private static boolean isComposed(char c) {
        if (c < 0x300) {
            return c >= ' ' && c < 0x7F || c == '\n' || c == '\t' || c >= 0xA0 && c != 0xAD;
        }
        return c >= 0xAC00 && c <= 0xD7A3
                || c >= 0x3131 && c <= 0x318E
                || c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x2010 && c <= 0x2027
                || c >= 0x25A0 && c <= 0x27BF
                || c >= 0x3001 && c <= 0x3029;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            boolean isMark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
            marks = isMark ? marks + 1 : 0;
            if (c == 0x85 || c == 0x2028 || c == 0x2029 || c == '\r') {
                clean.append('\n');
            } else if (c == '\n' || c == '\t') {
                clean.append((char) c);
            } else if (c >= 0xFF01 && c <= 0xFFEE) {
                clean.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else if (isWritten(type) && marks <= MOST_MARKS) {
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    private static boolean isWritten(int type) {
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE;
    }
}
