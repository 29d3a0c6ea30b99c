package io.haechi.text;

import java.util.Locale;
import java.util.Set;

/**
 * Which language a text is in, by its letters: a model that was trained on Korean must not judge an English call. Only scripts
 * are looked at, and a few words tell English from other languages in Latin letters; good enough for saying "this is not
 * Korean", not for more. A Korean call with English product names stays Korean: one syllable counts as two and a half letters.
 *
 * @param language what it seems to be
 * @param hangulShare share of Hangul among its letters, 0 to 1; a syllable counts as 2.5 letters
 * @param letters how many letters it has, syllables as they are
 */
public record LanguageGuess(Language language, double hangulShare, int letters) {
    private static final double SYLLABLE = 2.5;
    private static final double LEAST_HANGUL = 0.4;
    private static final int LEAST_LETTERS = 2;
    private static final int LOOKED_AT = 20_000;
    private static final double LEAST_ENGLISH = 0.12;
    private static final Set<String> ENGLISH_WORDS = Set.of(
            "the", "you", "and", "is", "to", "a", "i", "it", "that", "of", "in", "this", "for", "we", "your", "what",
            "my", "have", "are", "not", "with", "do", "can", "me", "on", "be", "please", "yes", "no", "hello", "how",
            "will", "was");

    /** The language of a text; looks at its first 20,000 characters. */
    public static LanguageGuess of(CharSequence text) {
        int hangul = 0;
        int latin = 0;
        int kana = 0;
        int han = 0;
        int other = 0;
        for (int i = 0; i < text.length() && i < LOOKED_AT; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                continue;
            }
            switch (Character.UnicodeScript.of(c)) {
                case HANGUL -> hangul++;
                case LATIN -> latin++;
                case HIRAGANA, KATAKANA -> kana++;
                case HAN -> han++;
                default -> other++;
            }
        }
        int letters = hangul + latin + kana + han + other;
        double weighted = hangul * SYLLABLE + latin + kana * SYLLABLE + han * SYLLABLE + other;
        double share = weighted == 0 ? 0 : hangul * SYLLABLE / weighted;
        return new LanguageGuess(language(text, letters, share, latin, kana, han, weighted), share, letters);
    }

    private static Language language(
            CharSequence text, int letters, double hangulShare, int latin, int kana, int han, double weighted) {
        if (letters < LEAST_LETTERS) {
            return Language.UNKNOWN;
        }
        if (hangulShare >= LEAST_HANGUL) {
            return Language.KOREAN;
        }
        if (kana > 0 && (kana + han) * SYLLABLE > weighted / 2) {
            return Language.JAPANESE;
        }
        if (han * SYLLABLE > weighted / 2) {
            return Language.CHINESE;
        }
        return latin > weighted / 2 && isEnglish(text) ? Language.ENGLISH : Language.OTHER;
    }

    private static boolean isEnglish(CharSequence text) {
        String[] words = text.subSequence(0, Math.min(text.length(), LOOKED_AT))
                .toString()
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}']+");
        int known = 0;
        int all = 0;
        for (String word : words) {
            all += word.isEmpty() ? 0 : 1;
            known += ENGLISH_WORDS.contains(word) ? 1 : 0;
        }
        return known >= LEAST_ENGLISH * all && known > 0;
    }

    /** Whether it is Korean. */
    public boolean isKorean() {
        return language == Language.KOREAN;
    }
}
