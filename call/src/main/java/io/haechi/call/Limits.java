package io.haechi.call;

import io.haechi.core.Problem;
import io.haechi.core.model.Card;
import io.haechi.text.LanguageGuess;
import java.util.ArrayList;
import java.util.List;

/** What a text must be for a verdict to mean something. */
final class Limits {
    /** A greeting and a sentence; below this no two calls are told apart. */
    static final int LEAST_SYLLABLES = 40;

    /** Different syllables: one word, or one syllable a million times over, is no call. */
    private static final int LEAST_DIFFERENT = 12;

    private Limits() {}

    /** Whether a text carries too little for this model. */
    static boolean isTooLittle(Card card, String text) {
        return card.problem().equals(Problem.SENTENCE.name()) ? syllables(text) < 2 : !of(text).isEmpty();
    }

    /** Why a call cannot be judged, one sentence each; empty if it can. */
    static List<String> of(String text) {
        List<String> limits = new ArrayList<>();
        LanguageGuess guess = LanguageGuess.of(text);
        int syllables = syllables(text);
        if (guess.letters() >= LEAST_SYLLABLES && !guess.isKorean()) {
            limits.add("seems to be " + guess.language().english() + ", and this model knows Korean only");
        } else if (syllables < LEAST_SYLLABLES) {
            limits.add(heard(syllables) + "; " + LEAST_SYLLABLES + " syllables are needed to judge");
        } else if (different(text) < LEAST_DIFFERENT) {
            limits.add("the same few syllables are said over and over; there is nothing to judge");
        }
        return limits;
    }

    private static String heard(int syllables) {
        return switch (syllables) {
            case 0 -> "no Korean was said";
            case 1 -> "only one Korean syllable was said";
            default -> "only " + syllables + " Korean syllables were said";
        };
    }

    /** Hangul syllables of a text. */
    static int syllables(String text) {
        int syllables = 0;
        for (int i = 0; i < text.length(); i++) {
            syllables += isSyllable(text.charAt(i)) ? 1 : 0;
        }
        return syllables;
    }

    private static long different(String text) {
        return text.chars()
                .filter(c -> isSyllable((char) c))
                .distinct()
                .limit(LEAST_DIFFERENT)
                .count();
    }

    private static boolean isSyllable(char c) {
        return c >= '가' && c <= '힣';
    }
}
