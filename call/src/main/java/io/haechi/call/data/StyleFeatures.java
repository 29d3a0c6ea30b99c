package io.haechi.call.data;

import java.util.List;
import java.util.Set;

/**
 * What a text looks like to somebody who does not read it: length, sentences, fillers, signs, digits. A baseline on these
 * says how far style alone betrays the label.
 */
public final class StyleFeatures {
    /** Names of the features, in their order. */
    public static final List<String> NAMES = List.of(
            "syllables",
            "lines",
            "syllables per line",
            "syllables per word",
            "fillers per word",
            "digits",
            "signs",
            "Latin");

    private static final Set<String> FILLERS =
            Set.of("어", "음", "아", "네", "예", "네네", "예예", "그", "뭐", "저", "이제", "인제", "막", "좀", "응", "여보세요");

    private StyleFeatures() {}

    /** The features of a text. */
    public static double[] of(String text) {
        int syllables = 0;
        int digits = 0;
        int latin = 0;
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '가' && c <= '힣') {
                syllables++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else if (Character.isLetter(c)) {
                latin++;
            } else if (!Character.isWhitespace(c)) {
                signs++;
            }
        }
        int words = 0;
        int fillers = 0;
        for (String word : text.strip().split("\\s+")) {
            words++;
            fillers += FILLERS.contains(word) ? 1 : 0;
        }
        double lines = Math.max(1, text.lines().filter(line -> !line.isBlank()).count());
        double all = Math.max(1, text.length());
        return new double[] {
            syllables,
            lines,
            syllables / lines,
            (double) syllables / Math.max(1, words),
            (double) fillers / Math.max(1, words),
            digits / all,
            signs / all,
            latin / all
        };
    }
}
