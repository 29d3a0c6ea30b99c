package io.haechi.text.sentence;

import java.util.List;

/**
 * A place where a sentence may end.
 *
 * @param before the word before {@code word} in the same sentence, or empty
 * @param word the last word
 * @param next the word that would begin the next sentence
 * @param second the word after {@code next}, or empty
 * @param syllables letters and digits of the sentence so far
 */
record Place(String before, String word, String next, String second, int syllables) {
    private static final int[] LENGTHS = {2, 4, 6, 9, 12, 16, 20, 25, 30, 40, 50};

    static Place in(List<Word> words, int first, int at, int syllables) {
        return new Place(
                at > first ? words.get(at - 1).letters() : "",
                words.get(at).letters(),
                words.get(at + 1).letters(),
                at + 2 < words.size() ? words.get(at + 2).letters() : "",
                syllables);
    }

    /** What is seen there, each as one string whose first letter says what it is. */
    String[] features() {
        String length = Integer.toString(lengthClass());
        String ending = last(word, 2);
        return new String[] {
            "",
            "a" + last(word, 1),
            "b" + ending,
            "c" + last(word, 3),
            "d" + last(word, 4),
            "e" + first(word, 8),
            "f" + first(next, 1),
            "g" + first(next, 2),
            "h" + first(next, 8),
            "i" + ending + " " + first(next, 2),
            "j" + last(before, 2) + " " + ending,
            "k" + length,
            "l" + length + ending,
            "m" + last(word, 1) + " " + last(next, 2),
            "n" + first(next, 2) + " " + first(second, 2)
        };
    }

    private int lengthClass() {
        int c = 0;
        while (c < LENGTHS.length && syllables > LENGTHS[c]) {
            c++;
        }
        return c;
    }

    private static String last(String word, int count) {
        return word.substring(Math.max(0, word.length() - count));
    }

    private static String first(String word, int count) {
        return word.substring(0, Math.min(word.length(), count));
    }
}
