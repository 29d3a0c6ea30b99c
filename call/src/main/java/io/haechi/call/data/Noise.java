package io.haechi.call.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a recogniser does to a transcript, as a documented perturbation. With the rate r and for each sentence:
 *
 * <ol>
 *   <li>each syllable is wrong with probability r: half of the time another vowel or final consonant in the same syllable (what
 *       recognisers confuse), a quarter of the time left out, a quarter doubled by a syllable of the same text;
 *   <li>each word longer than two syllables loses its last syllable, the ending, with probability r;
 *   <li>each space is lost with probability r.
 * </ol>
 *
 * Whatever else stands in the text stays. The same seed and text give the same noise.
 *
 * @param rate share of wrong syllables, 0 to below 1
 * @param seed of the randomness
 */
public record Noise(double rate, long seed) {
    /** Recognisers of telephone speech are wrong in a tenth to a fifth of the syllables. */
    public static final List<Double> USUAL = List.of(0.1, 0.2);

    private static final int VOWELS = 21;
    private static final int FINALS = 28;
    private static final char FIRST = '가';
    private static final char LAST = '힣';

    public Noise {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("Noise rate must be at least 0 and below 1, got " + rate);
        }
    }

    /** The text as it might have been heard. */
    public String apply(String text) {
        if (rate == 0) {
            return text;
        }
        RandomGenerator random = new SplittableRandom(seed * 1_000_003L + text.hashCode());
        StringBuilder heard = new StringBuilder(text.length() + 8);
        int wordLength = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                if (random.nextDouble() >= rate) {
                    heard.append(c);
                }
                wordLength = 0;
            } else if (!isSyllable(c)) {
                heard.append(c);
                wordLength = 0;
            } else {
                wordLength++;
                boolean isEnding = wordLength > 2 && (i + 1 == text.length() || !isSyllable(text.charAt(i + 1)));
                if (!(isEnding && random.nextDouble() < rate)) {
                    syllable(c, text, random, heard);
                }
            }
        }
        return heard.toString();
    }

    private void syllable(char c, String text, RandomGenerator random, StringBuilder heard) {
        if (random.nextDouble() >= rate) {
            heard.append(c);
            return;
        }
        double what = random.nextDouble();
        if (what < 0.5) {
            heard.append(misheard(c, random));
        } else if (what < 0.75) {
            char other = text.charAt(random.nextInt(text.length()));
            heard.append(c).append(isSyllable(other) ? other : c);
        }
    }

    /** Another vowel or another final consonant; always another syllable. */
    private static char misheard(char c, RandomGenerator random) {
        int index = c - FIRST;
        int initial = index / (VOWELS * FINALS);
        int vowel = index / FINALS % VOWELS;
        int last = index % FINALS;
        if (random.nextBoolean()) {
            vowel = (vowel + 1 + random.nextInt(VOWELS - 1)) % VOWELS;
        } else {
            last = (last + 1 + random.nextInt(FINALS - 1)) % FINALS;
        }
        return (char) (FIRST + (initial * VOWELS + vowel) * FINALS + last);
    }

    private static boolean isSyllable(char c) {
        return c >= FIRST && c <= LAST;
    }
}
