package io.haechi.text.ngram;

/** White space as Python's regular expressions and {@code str.split} see it, so that n-grams agree with scikit-learn's. */
final class Spaces {
    private Spaces() {}

    static boolean isSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1C && c <= 0x1F;
        }
        if (c < 0x1680) {
            return c == 0x85 || c == 0xA0;
        }
        return c == 0x1680
                || c >= 0x2000 && c <= 0x200A
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Where the white space that begins here ends. */
    static int end(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
