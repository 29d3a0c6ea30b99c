package io.haechi.text.ngram;

import java.util.Arrays;

/**
 * Character n-grams of one to four UTF-16 code units, each packed into a {@code long}: the last unit in the low 16 bits, the one
 * before it above, and so on. A rolling window makes all n-grams that end at a character with one shift, so that the cost per
 * n-gram is a mask.
 *
 * <p>The n-grams are those of scikit-learn's {@code TfidfVectorizer(lowercase=False)} with {@code analyzer="char"}
 * ({@link Boundary#ACROSS}) or {@code "char_wb"} ({@link Boundary#WITHIN_WORDS}): runs of two and more white-space characters
 * count as one space, a single one stays what it is; within words, each word gets a space on either side, and a word shorter
 * than the shortest n-gram counts once as a whole. One difference: characters beyond the Basic Multilingual Plane (emoji, rare
 * Han) are two units here and one character there. A character U+0000 counts as U+FFFD, for zero marks the end of a key.
 *
 * @param shortest length of the shortest n-grams, 1 to 4
 * @param longest length of the longest n-grams, {@code shortest} to 4
 * @param boundary whether n-grams may reach across words
 */
public record CharacterNgrams(int shortest, int longest, Boundary boundary) implements Terms {
    /** As many code units as a key holds. */
    public static final int LONGEST = 4;

    static final int BLOCK = 4096;

    public CharacterNgrams {
        if (shortest < 1 || shortest > LONGEST) {
            throw new IllegalArgumentException(
                    "Shortest n-gram must have between 1 and " + LONGEST + " characters, got " + shortest);
        }
        if (longest < shortest || longest > LONGEST) {
            throw new IllegalArgumentException(
                    "Longest n-gram must have between " + shortest + " and " + LONGEST + " characters, got " + longest);
        }
    }

    /** N-grams that run across words. */
    public static CharacterNgrams across(int shortest, int longest) {
        return new CharacterNgrams(shortest, longest, Boundary.ACROSS);
    }

    /** N-grams that end at words. */
    public static CharacterNgrams withinWords(int shortest, int longest) {
        return new CharacterNgrams(shortest, longest, Boundary.WITHIN_WORDS);
    }

    @Override
    public void keys(CharSequence text, KeySink sink) {
        Block block = new Block(sink, text.length());
        if (boundary == Boundary.ACROSS) {
            keysAcross(text, block);
        } else {
            keysWithinWords(text, block);
        }
        block.flush();
    }

    private void keysAcross(CharSequence text, Block block) {
        int length = text.length();
        long window = 0;
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Spaces.isSpace(c)) {
                int end = Spaces.end(text, i);
                if (end > i + 1) {
                    c = ' ';
                    i = end - 1;
                }
            }
            window = window << 16 | unit(c);
            seen++;
            block.makeRoom();
            for (int n = shortest; n <= longest && n <= seen; n++) {
                block.keys[block.count++] = window & mask(n);
            }
        }
    }

    private void keysWithinWords(CharSequence text, Block block) {
        int length = text.length();
        int i = 0;
        while (i < length) {
            if (Spaces.isSpace(text.charAt(i))) {
                i++;
                continue;
            }
            long window = ' ';
            int seen = 1;
            block.makeRoom();
            if (shortest == 1) {
                block.keys[block.count++] = window;
            }
            boolean isInside = true;
            while (isInside) {
                isInside = i < length && !Spaces.isSpace(text.charAt(i));
                window = window << 16 | (isInside ? unit(text.charAt(i)) : ' ');
                i += isInside ? 1 : 0;
                seen++;
                block.makeRoom();
                for (int n = shortest; n <= longest && n <= seen; n++) {
                    block.keys[block.count++] = window & mask(n);
                }
            }
            if (seen < shortest) {
                block.keys[block.count++] = window & mask(seen);
            }
        }
    }

    @Override
    public void locate(CharSequence text, TermSink sink) {
        int[] starts = new int[text.length() + 3];
        char[] units = new char[starts.length];
        int count = 0;
        int i = 0;
        while (i < text.length()) {
            if (!Spaces.isSpace(text.charAt(i))) {
                int begin = count;
                if (boundary == Boundary.WITHIN_WORDS) {
                    units[count] = ' ';
                    starts[count++] = i;
                }
                while (i < text.length() && !Spaces.isSpace(text.charAt(i))) {
                    units[count] = text.charAt(i);
                    starts[count++] = i++;
                }
                if (boundary == Boundary.WITHIN_WORDS) {
                    units[count] = ' ';
                    starts[count++] = i;
                    starts[count] = i;
                    locateIn(units, starts, begin, count, sink);
                    count = 0;
                }
            } else {
                int end = Spaces.end(text, i);
                units[count] = end > i + 1 ? ' ' : text.charAt(i);
                starts[count] = i;
                count += boundary == Boundary.ACROSS ? 1 : 0;
                i = end;
            }
        }
        if (boundary == Boundary.ACROSS) {
            starts[count] = text.length();
            locateIn(units, starts, 0, count, sink);
        }
    }

    private void locateIn(char[] units, int[] starts, int begin, int end, TermSink sink) {
        boolean isShort = boundary == Boundary.WITHIN_WORDS && end - begin < shortest;
        for (int n = isShort ? end - begin : shortest; n <= Math.min(longest, end - begin); n++) {
            for (int at = begin; at + n <= end; at++) {
                long key = 0;
                for (int u = at; u < at + n; u++) {
                    key = key << 16 | unit(units[u]);
                }
                sink.accept(key, starts[at], starts[at + n]);
            }
        }
    }

    /** The characters packed into a key. */
    public static String spell(long key) {
        char[] units = new char[LONGEST];
        int from = LONGEST;
        for (long rest = key; rest != 0; rest >>>= 16) {
            units[--from] = (char) rest;
        }
        return new String(Arrays.copyOfRange(units, from, LONGEST));
    }

    @Override
    public long key(String term) {
        if (term.isEmpty() || term.length() > longest) {
            throw new IllegalArgumentException(
                    "A term of \"" + name() + "\" has 1 to " + longest + " characters, got \"" + term + "\"");
        }
        long key = 0;
        for (int i = 0; i < term.length(); i++) {
            key = key << 16 | unit(term.charAt(i));
        }
        return key;
    }

    @Override
    public String name() {
        return "char " + shortest + "-" + longest + " " + boundary.word();
    }

    private static long unit(char c) {
        return c == 0 ? 0xFFFD : c;
    }

    private static long mask(int units) {
        return -1L >>> (LONGEST - units) * 16;
    }

    /** Collects keys until a block is full. */
    private static final class Block {
        private final KeySink sink;
        private final long[] keys;
        private int count;

        /** No longer than the text needs: clearing 32 KiB would cost more than a sentence does. */
        Block(KeySink sink, int length) {
            this.sink = sink;
            this.keys = new long[(int) Math.min(BLOCK, (length + 4L) * LONGEST * 2)];
        }

        /** Room for all n-grams that end at one character, and one more. */
        void makeRoom() {
            if (count > keys.length - LONGEST - 2) {
                flush();
            }
        }

        void flush() {
            if (count > 0) {
                sink.accept(keys, count);
                count = 0;
            }
        }
    }
}
