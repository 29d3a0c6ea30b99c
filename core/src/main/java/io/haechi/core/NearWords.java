package io.haechi.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the words that somebody may have meant: those with the fewest letters to change, add or leave out. */
public final class NearWords {
    private NearWords() {}

    /**
     * The known words nearest to one, nearest first, in alphabetical order where equally near; upper and lower case are the
     * same.
     *
     * @param count how many at most, 1 or more
     */
    public static List<String> of(String word, Collection<String> known, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of near words must be 1 or more, got " + count);
        }
        String meant = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .distinct()
                .sorted(Comparator.comparingInt((String other) -> distance(meant, other.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
    }

    /** Levenshtein's distance: how many letters must be changed, added or left out. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
