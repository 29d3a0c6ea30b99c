package io.haechi.text.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words and how often they stand in the texts, the most frequent first. */
final class Dictionary {
    private final List<String> words;
    private final long[] counts;
    private final Map<String, Integer> ids = new HashMap<>();

    Dictionary(List<String> words, long[] counts) {
        this.words = List.copyOf(words);
        this.counts = counts;
        for (int id = 0; id < words.size(); id++) {
            ids.putIfAbsent(words.get(id), id);
        }
    }

    /** The words in at least so many of these documents. */
    static Dictionary of(Iterable<List<String>> documents, int minDocuments) {
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (List<String> document : documents) {
            HashSet<String> own = new HashSet<>();
            for (String word : document) {
                long[] count = counts.computeIfAbsent(word, _ -> new long[2]);
                count[0]++;
                count[1] += own.add(word) ? 1 : 0;
            }
        }
        List<Map.Entry<String, long[]>> kept = new ArrayList<>();
        counts.entrySet().forEach(entry -> {
            if (entry.getValue()[1] >= minDocuments && !entry.getKey().isEmpty()) {
                kept.add(entry);
            }
        });
        kept.sort(Comparator.comparingLong((Map.Entry<String, long[]> entry) -> -entry.getValue()[0])
                .thenComparing(Map.Entry::getKey));
        return new Dictionary(
                kept.stream().map(Map.Entry::getKey).toList(),
                kept.stream().mapToLong(entry -> entry.getValue()[0]).toArray());
    }

    int size() {
        return words.size();
    }

    List<String> words() {
        return words;
    }

    String word(int id) {
        return words.get(id);
    }

    long count(int id) {
        return counts[id];
    }

    long tokens() {
        long tokens = 0;
        for (long count : counts) {
            tokens += count;
        }
        return tokens;
    }

    /** Number of a word, or -1. */
    int id(String word) {
        return ids.getOrDefault(word, -1);
    }
}
