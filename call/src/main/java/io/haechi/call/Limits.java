package io.haechi.call;

import io.haechi.core.Problem;
import io.haechi.core.model.Card;
import java.util.ArrayList;
import java.util.List;

/** What a text must be for a verdict to mean something. */
final class Limits {
    /** A greeting and a sentence; below this no two calls are told apart. */
    private static final int LEAST_SYLLABLES = 40;

    private static final double LEAST_HANGUL = 0.5;

    private Limits() {}

    /** Whether a text carries too little for this model. */
    static boolean isTooLittle(Card card, String text) {
        return card.problem().equals(Problem.SENTENCE.name()) ? letters(text).hangul() < 2 : !of(text).isEmpty();
    }

    /** Why a call cannot be judged, one sentence each; empty if it can. */
    static List<String> of(String text) {
        Letters letters = letters(text);
        List<String> limits = new ArrayList<>();
        if (letters.all() > 0 && letters.hangul() < LEAST_HANGUL * letters.all()) {
            limits.add("only " + Math.round(100.0 * letters.hangul() / letters.all())
                    + " % of the letters are Korean; this model knows no other language");
        } else if (letters.hangul() < LEAST_SYLLABLES) {
            limits.add(
                    "only " + letters.hangul() + " syllables were said; " + LEAST_SYLLABLES + " are needed to judge");
        }
        return limits;
    }

    private record Letters(int hangul, int all) {}

    private static Letters letters(String text) {
        int hangul = 0;
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '가' && c <= '힣') {
                hangul++;
                all++;
            } else if (Character.isLetter(c)) {
                all++;
            }
        }
        return new Letters(hangul, all);
    }
}
