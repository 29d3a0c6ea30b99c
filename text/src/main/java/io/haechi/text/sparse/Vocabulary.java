package io.haechi.text.sparse;

import io.haechi.text.ngram.CharacterNgrams;
import io.haechi.text.ngram.Terms;
import io.haechi.text.ngram.WordNgrams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The terms a model knows, in the order of their letters, each with the number of documents it stands in. No term is in fewer
 * than {@link #LEAST_DOCUMENTS} documents, whether it was fitted here or read from a file: a name, an account number or an
 * address that only one person spoke never gets in.
 */
public final class Vocabulary implements Columns {
    /** Documents every term stands in at least. */
    public static final int LEAST_DOCUMENTS = 5;
    /** Terms a vocabulary holds at most. */
    public static final int MOST_TERMS = 1 << 24;

    private final Terms terms;
    private final int documents;
    private final String[] letters;
    private final int[] frequencies;
    private final KeyTable table;

    /** Sorted letters, and for each in how many of so many documents it stands. */
    Vocabulary(Terms terms, int documents, String[] letters, int[] frequencies) {
        this.terms = terms;
        this.documents = documents;
        this.letters = letters;
        this.frequencies = frequencies;
        long[] keys = new long[letters.length];
        for (int column = 0; column < keys.length; column++) {
            keys[column] = terms.key(letters[column]);
            if (frequencies[column] < LEAST_DOCUMENTS || frequencies[column] > documents) {
                throw new IllegalArgumentException("Each term must stand in " + LEAST_DOCUMENTS + " to " + documents
                        + " documents; \"" + letters[column] + "\" stands in " + frequencies[column]);
            }
            if (column > 0 && letters[column - 1].compareTo(letters[column]) >= 0) {
                throw new IllegalArgumentException(
                        "Terms must be sorted, got \"" + letters[column] + "\" after \"" + letters[column - 1] + "\"");
            }
        }
        this.table = new KeyTable(keys);
    }

    /**
     * The vocabulary of a collection; it may turn out empty.
     *
     * @param texts one document each; read twice if the terms are of words
     */
    public static Vocabulary fit(Iterable<? extends CharSequence> texts, Terms terms, VocabularyOptions options) {
        DocumentCounts counts = new DocumentCounts();
        for (CharSequence text : texts) {
            counts.nextDocument();
            terms.keys(text, counts::add);
        }
        int most = (int) (options.maxShare() * counts.documents());
        int least = counts.countOfRank(options.maxTerms(), options.minDocuments(), most);
        List<Map.Entry<String, Integer>> entries = new ArrayList<>();
        switch (terms) {
            case CharacterNgrams _ ->
                counts.forEach(
                        least, most, key -> entries.add(Map.entry(CharacterNgrams.spell(key), counts.count(key))));
            case WordNgrams words -> spelled(texts, words, counts, least, most, entries);
        }
        entries.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        List<Map.Entry<String, Integer>> kept =
                new ArrayList<>(entries.subList(0, Math.min(entries.size(), options.maxTerms())));
        kept.sort(Map.Entry.comparingByKey());
        return new Vocabulary(
                terms,
                counts.documents(),
                kept.stream().map(Map.Entry::getKey).toArray(String[]::new),
                kept.stream().mapToInt(Map.Entry::getValue).toArray());
    }

    private static void spelled(
            Iterable<? extends CharSequence> texts,
            WordNgrams terms,
            DocumentCounts counts,
            int least,
            int most,
            List<Map.Entry<String, Integer>> entries) {
        Map<Long, Integer> missing = new HashMap<>();
        counts.forEach(least, most, key -> missing.put(key, counts.count(key)));
        for (CharSequence text : texts) {
            terms.spell(text, missing::containsKey, (key, spelling) -> {
                Integer count = missing.remove(key);
                if (count != null) {
                    entries.add(Map.entry(spelling, count));
                }
            });
        }
    }

    /** What the terms are. */
    public Terms terms() {
        return terms;
    }

    /** How many documents it was fitted on. */
    public int documents() {
        return documents;
    }

    @Override
    public int size() {
        return letters.length;
    }

    /** The letters of the term in a column. */
    public String term(int column) {
        return letters[column];
    }

    /** In how many documents the term in a column stands. */
    public int frequency(int column) {
        return frequencies[column];
    }

    /** The column of a term by its letters. */
    public OptionalInt column(String term) {
        int found = Arrays.binarySearch(letters, term);
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    @Override
    public int column(long key) {
        return table.column(key);
    }

    @Override
    public void columns(long[] keys, int count, int[] columns) {
        table.columns(keys, count, columns);
    }

    /** Only the terms whose column passes, in new columns. */
    public Vocabulary keep(IntPredicate isKept) {
        int[] kept = java.util.stream.IntStream.range(0, size()).filter(isKept).toArray();
        return new Vocabulary(
                terms,
                documents,
                Arrays.stream(kept).mapToObj(column -> letters[column]).toArray(String[]::new),
                Arrays.stream(kept).map(column -> frequencies[column]).toArray());
    }

    /** Writes it as text: a header, then a sorted line per term; see {@link #load}. */
    public void save(Path path) {
        VocabularyFile.of(this, Map.of()).write(path);
    }

    /**
     * Reads what {@link #save} or {@link TfIdf#save} wrote.
     *
     * @throws io.haechi.core.ModelException if it is missing, damaged, of another version, or holds a term of fewer than
     *     {@link #LEAST_DOCUMENTS} documents
     */
    public static Vocabulary load(Path path) {
        return VocabularyFile.read(path).vocabulary();
    }
}
