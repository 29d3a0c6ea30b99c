package io.haechi.segment.table;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds out what separates cells: the candidate that stands equally often in most lines, outside of quotes; the one that
 * stands more often if two do.
 */
final class Separator {
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};

    private Separator() {}

    /** The separator of a text by its beginning; a comma if nothing separates anything. */
    static char of(String beginning) {
        char best = ',';
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            double score = score(beginning, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** Share of lines with the commonest count of the candidate, with a little for each separator; 0 if it is not there. */
    private static double score(String text, char candidate) {
        Map<Integer, Integer> lines = new HashMap<>();
        int count = 0;
        int length = 0;
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '\n' && !isQuoted) {
                if (length > 0) {
                    lines.merge(count, 1, Integer::sum);
                }
                count = 0;
                length = -1;
            } else if (c == candidate && !isQuoted) {
                count++;
            }
            length++;
        }
        if (lines.isEmpty()) {
            lines.put(count, 1);
        }
        var common = lines.entrySet().stream()
                .filter(entry -> entry.getKey() > 0)
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        int all = lines.values().stream().mapToInt(Integer::intValue).sum();
        return common.map(entry -> (double) entry.getValue() / all + 1e-3 * Math.min(entry.getKey(), 100))
                .orElse(0.0);
    }
}
