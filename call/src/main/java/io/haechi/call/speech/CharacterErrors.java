package io.haechi.call.speech;

/**
 * How many characters of a reading differ from what was said: insertions, deletions and exchanges, over the characters
 * that were said. Only syllables of Hangul, Latin letters and digits count; how a recogniser spaces and punctuates does not.
 *
 * @param errors least number of changes that make one text the other
 * @param characters characters that were said
 */
public record CharacterErrors(int errors, int characters) {
    /** None, of nothing. */
    public static final CharacterErrors NONE = new CharacterErrors(0, 0);

    /** The errors of a reading. */
    public static CharacterErrors of(String said, String read) {
        String truth = bare(said);
        return new CharacterErrors(distance(truth, bare(read)), truth.length());
    }

    /** Both together. */
    public CharacterErrors plus(CharacterErrors other) {
        return new CharacterErrors(errors + other.errors, characters + other.characters);
    }

    /** Errors per character that was said; NaN if nothing was said. */
    public double rate() {
        return characters == 0 ? Double.NaN : (double) errors / characters;
    }

    private static String bare(String text) {
        return text.replaceAll("[^0-9가-힣A-Za-z]", "");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
