package io.haechi.text.sparse;

import io.haechi.core.ModelException;
import io.haechi.text.ngram.Terms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Texts as sparse rows of weights: how often a term stands in the text, times how rare it is among all texts.
 *
 * <p>With {@link TfIdfOptions#STANDARD} the weight of a term that occurs {@code n} times, and in {@code d} of {@code D} documents
 * on which it was fitted, is {@code (1 + ln n) (ln((1 + D) / (1 + d)) + 1)}, and each row is divided by its length: the figures of
 * scikit-learn's {@code TfidfVectorizer(sublinear_tf=True)} to single precision. A text without a known term is a row without
 * values.
 *
 * <p>Immutable; any number of threads may transform at once. Each keeps a count per column, which is reused.
 */
public final class TfIdf {
    private static final String OPTIONS = "weights";
    private static final String COLUMNS = "columns";

    private final Terms terms;
    private final Columns columns;
    private final int documents;
    private final int[] frequencies;
    private final TfIdfOptions options;
    private final float[] rarities;
    private final Queue<TermCounts> idle = new ConcurrentLinkedQueue<>();

    private TfIdf(Terms terms, Columns columns, int documents, int[] frequencies, TfIdfOptions options) {
        this.terms = terms;
        this.columns = columns;
        this.documents = documents;
        this.frequencies = frequencies;
        this.options = options;
        this.rarities = new float[columns.size()];
        for (int column = 0; column < rarities.length; column++) {
            boolean isKnown = frequencies[column] >= Vocabulary.LEAST_DOCUMENTS;
            rarities[column] = isKnown ? rarity(frequencies[column]) : 0;
        }
    }

    private float rarity(int frequency) {
        return options.weighsRarity() ? (float) (Math.log((1.0 + documents) / (1.0 + frequency)) + 1) : 1;
    }

    /** Weights over a vocabulary that was fitted. */
    public static TfIdf of(Vocabulary vocabulary, TfIdfOptions options) {
        int[] frequencies = new int[vocabulary.size()];
        for (int column = 0; column < frequencies.length; column++) {
            frequencies[column] = vocabulary.frequency(column);
        }
        return new TfIdf(vocabulary.terms(), vocabulary, vocabulary.documents(), frequencies, options);
    }

    /** Fits a vocabulary and weights over it. */
    public static TfIdf fit(
            Iterable<? extends CharSequence> texts, Terms terms, VocabularyOptions vocabulary, TfIdfOptions options) {
        return of(Vocabulary.fit(texts, terms, vocabulary), options);
    }

    /**
     * Fits weights over hashed columns. A column that fewer than {@link Vocabulary#LEAST_DOCUMENTS} documents reach counts
     * nothing, as a term would that is in no vocabulary.
     */
    public static TfIdf fit(
            Iterable<? extends CharSequence> texts, Terms terms, HashedColumns columns, TfIdfOptions options) {
        int[] frequencies = new int[columns.size()];
        TermCounts counts = new TermCounts(terms, columns);
        int documents = 0;
        for (CharSequence text : texts) {
            counts.count(text);
            documents++;
            for (int i = 0; i < counts.size(); i++) {
                frequencies[counts.seen()[i]]++;
            }
        }
        return new TfIdf(terms, columns, documents, frequencies, options);
    }

    /** What texts are cut into. */
    public Terms terms() {
        return terms;
    }

    /** Which column a term counts in. */
    public Columns columns() {
        return columns;
    }

    /** The vocabulary, unless columns are hashed. */
    public Optional<Vocabulary> vocabulary() {
        return columns instanceof Vocabulary vocabulary ? Optional.of(vocabulary) : Optional.empty();
    }

    /** How counts become weights. */
    public TfIdfOptions options() {
        return options;
    }

    /** How many columns its rows have. */
    public int width() {
        return rarities.length;
    }

    /** What a count in this column is multiplied by. */
    public float rarityOf(int column) {
        return rarities[column];
    }

    /** One text as a matrix of one row. */
    public SparseRows transform(CharSequence text) {
        return transform(List.of(text));
    }

    /** A row per text, in their order. */
    public SparseRows transform(List<? extends CharSequence> texts) {
        SparseRowsBuilder rows = new SparseRowsBuilder(Math.max(1, width()));
        TermCounts counts = borrow();
        for (CharSequence text : texts) {
            counts.count(text);
            write(counts, rows);
        }
        giveBack(counts);
        return rows.build();
    }

    /** A row per text, in their order, worked out by so many threads; the same rows as one thread gives. */
    public SparseRows transform(List<? extends CharSequence> texts, int threads) {
        SparseRowsBuilder all = new SparseRowsBuilder(Math.max(1, width()));
        Parallel.inOrder(texts, threads, this::transform).forEach(all::addAll);
        return all.build();
    }

    private void write(TermCounts counts, SparseRowsBuilder rows) {
        counts.sort();
        double scale = options.normalises() ? 1 / length(counts) : 1;
        for (int i = 0; i < counts.size(); i++) {
            int column = counts.seen()[i];
            double weight = Sublinear.of(counts.countOf(column), options) * rarities[column];
            if (weight != 0) {
                rows.add(column, (float) (weight * scale));
            }
        }
        rows.endRow();
    }

    private double length(TermCounts counts) {
        double squares = 0;
        for (int i = 0; i < counts.size(); i++) {
            int column = counts.seen()[i];
            double weight = Sublinear.of(counts.countOf(column), options) * rarities[column];
            squares += weight * weight;
        }
        return Math.sqrt(squares);
    }

    /** Room to count in; {@link #giveBack} afterwards. */
    TermCounts borrow() {
        return Objects.requireNonNullElseGet(idle.poll(), () -> new TermCounts(terms, columns));
    }

    void giveBack(TermCounts counts) {
        idle.add(counts);
    }

    /** Writes vocabulary and weights as text; {@link Vocabulary#load} reads its vocabulary. */
    public void save(Path path) {
        file().write(path);
    }

    /** What {@link #save} writes, for a model package. */
    public byte[] toBytes() {
        return file().bytes();
    }

    private VocabularyFile file() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put(OPTIONS, options.name());
        return switch (columns) {
            case Vocabulary vocabulary -> VocabularyFile.of(vocabulary, more);
            case HashedColumns hashed -> {
                more.put(COLUMNS, hashed.bits() + " " + hashed.seed());
                List<String> lines = new ArrayList<>();
                for (int column = 0; column < frequencies.length; column++) {
                    if (frequencies[column] >= Vocabulary.LEAST_DOCUMENTS) {
                        lines.add(column + "\t" + frequencies[column]);
                    }
                }
                yield VocabularyFile.of(terms, documents, lines, more);
            }
        };
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws ModelException if it is missing, damaged or of another version
     */
    public static TfIdf load(Path path) {
        return from(VocabularyFile.read(path));
    }

    /**
     * Reads what {@link #toBytes} gave.
     *
     * @param name what to call it in messages
     * @throws ModelException if it is damaged or of another version
     */
    public static TfIdf read(String name, byte[] content) {
        return from(VocabularyFile.read(name, content));
    }

    private static TfIdf from(VocabularyFile file) {
        try {
            TfIdfOptions options = TfIdfOptions.parse(file.property(OPTIONS));
            String hashed = file.properties().get(COLUMNS);
            if (hashed == null) {
                return of(file.vocabulary(), options);
            }
            String[] numbers = hashed.split(" ", 2);
            HashedColumns columns =
                    new HashedColumns(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[numbers.length - 1]));
            return new TfIdf(file.terms(), columns, file.documents(), file.frequencies(columns.size()), options);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file.name() + ": " + e.getMessage() + ".", e);
        }
    }
}
