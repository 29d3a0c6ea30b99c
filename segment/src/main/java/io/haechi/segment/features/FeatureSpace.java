package io.haechi.segment.features;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.table.Column;
import io.haechi.segment.table.MissingPolicy;
import io.haechi.segment.table.Plain;
import io.haechi.segment.table.Scaling;
import io.haechi.segment.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How rows of a table become points: fitted to some rows, and then the same for any others.
 *
 * @param features one for each column used, in order
 * @param missing what is done with rows that lack a value
 */
public record FeatureSpace(List<Feature> features, MissingPolicy missing) {
    private static final String MISSING_LEVEL = "(missing)";

    /**
     * Points and the rows they come from.
     *
     * @param rows place in the table of each row of the matrix, increasing
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Points(Matrix matrix, int[] rows) {}

    /**
     * A word of new rows that was not there when the space was fitted: it says nothing about where they lie.
     *
     * @param word as it stands there, or {@code (missing)}
     * @param rows in how many of them
     */
    public record Unseen(String column, String word, int rows) {}

    public FeatureSpace {
        features = List.copyOf(features);
    }

    /**
     * Fits to a table.
     *
     * @throws UnreadableInputException if no row is left, or values cannot be encoded as asked
     */
    public static FeatureSpace fit(Table table, FeatureOptions options) {
        int[] rows = complete(table, options.missing());
        List<Feature> features = new ArrayList<>();
        for (Column column : table.columns()) {
            features.add(
                    switch (column) {
                        case Column.Numbers numbers -> number(numbers, rows, options);
                        case Column.Words words -> oneHot(words, rows);
                    });
        }
        return new FeatureSpace(features, options.missing());
    }

    private static int[] complete(Table table, MissingPolicy policy) {
        int[] whole = IntStream.range(0, table.rows())
                .filter(row -> table.columns().stream().noneMatch(column -> column.isMissing(row)))
                .toArray();
        if (policy == MissingPolicy.FILL) {
            return IntStream.range(0, table.rows()).toArray();
        }
        if (policy == MissingPolicy.REFUSE && whole.length < table.rows()) {
            int gaps = table.rows() - whole.length;
            throw new UnreadableInputException(Plain.rows(gaps) + (gaps == 1 ? " lacks" : " lack")
                    + " a value; leave them out (--missing drop) or fill them (--missing fill).");
        }
        if (whole.length == 0) {
            throw new UnreadableInputException("Every row lacks a value in one of the columns "
                    + String.join(
                            ", ", table.columns().stream().map(Column::name).toList())
                    + "; fill the gaps (--missing fill), or do without the columns that lack most.");
        }
        return whole;
    }

    private static Feature number(Column.Numbers column, int[] rows, FeatureOptions options) {
        boolean isLog = options.logs().contains(column.name());
        double[] present = Arrays.stream(rows)
                .mapToDouble(row -> column.values()[row])
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (present.length == 0) {
            throw new UnreadableInputException(
                    "Column \"" + column.name() + "\" holds no value; leave it out (--columns).");
        }
        double[] sorted = present.clone();
        Arrays.sort(sorted);
        if (isLog && sorted[0] <= -1) {
            throw new IllegalArgumentException("Column \"" + column.name() + "\" has values down to "
                    + Plain.number(sorted[0]) + "; a logarithm needs them above -1 (it is log(1 + x)).");
        }
        double median = Scaling.quantile(sorted, 0.5);
        // Over all rows as they will be, gaps filled, in their order: what is fitted is what is seen.
        double[] filled = Arrays.stream(rows)
                .mapToDouble(row -> Double.isNaN(column.values()[row]) ? median : column.values()[row])
                .map(value -> isLog ? Math.log1p(value) : value)
                .toArray();
        Scaling.Fitted scale = options.scaling().fit(filled);
        requireRange(column, sorted, isLog, scale);
        return new Feature.Number(column.name(), isLog, column.isDate(), median, scale);
    }

    /** Squares of distances must neither overflow nor vanish. */
    private static void requireRange(Column.Numbers column, double[] sorted, boolean isLog, Scaling.Fitted scale) {
        double low = isLog ? Math.log1p(sorted[0]) : sorted[0];
        double high = isLog ? Math.log1p(sorted[sorted.length - 1]) : sorted[sorted.length - 1];
        double least = scale.apply(low);
        double most = scale.apply(high);
        boolean isTooWide = !Double.isFinite(scale.unit())
                || !(Math.abs(least) < Feature.Number.FARTHEST && Math.abs(most) < Feature.Number.FARTHEST);
        boolean isTooNarrow = high > low && !(most - least > 1 / Feature.Number.FARTHEST);
        if (isTooWide || isTooNarrow) {
            throw new UnreadableInputException(
                    "Column \"" + column.name() + "\" reaches from " + sorted[0] + " to "
                            + sorted[sorted.length - 1] + ", a range " + (isTooWide ? "too wide" : "too narrow")
                            + " to compute distances in; write it in another unit, take its logarithm (--log) or leave it out.");
        }
    }

    private static Feature oneHot(Column.Words column, int[] rows) {
        boolean[] isUsed = new boolean[column.levels().size()];
        boolean hasGap = false;
        for (int row : rows) {
            if (column.isMissing(row)) {
                hasGap = true;
            } else {
                isUsed[column.codes()[row]] = true;
            }
        }
        List<String> levels = new ArrayList<>(IntStream.range(0, isUsed.length)
                .filter(level -> isUsed[level])
                .mapToObj(column.levels()::get)
                .sorted()
                .toList());
        if (hasGap) {
            levels.add(MISSING_LEVEL);
        }
        if (levels.size() > FeatureOptions.MOST_LEVELS) {
            throw new IllegalArgumentException("Column \"" + column.name() + "\" holds " + Plain.count(levels.size())
                    + " different words, at most " + FeatureOptions.MOST_LEVELS
                    + " can be told apart; leave it out (--columns) or group its words first.");
        }
        return new Feature.OneHot(column.name(), levels, hasGap ? MISSING_LEVEL : "");
    }

    /**
     * Encodes a table that has the columns of this space, in any order.
     *
     * @throws IllegalArgumentException if a column is missing or of another type
     */
    public Points encode(Table table) {
        List<Column> columns =
                features.stream().map(feature -> matching(table, feature)).toList();
        int[] rows = complete(new Table(columns, table.rows()), missing);
        int width = width();
        if ((long) rows.length * width > Integer.MAX_VALUE - 8) {
            throw new UnreadableInputException(Plain.count(rows.length) + " rows of " + width
                    + " encoded columns are more than fit into one array; choose fewer columns (--columns).");
        }
        double[] values = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            int at = i * width;
            for (int f = 0; f < columns.size(); f++) {
                features.get(f).write(columns.get(f), rows[i], values, at);
                requireNumber(features.get(f), columns.get(f), rows[i], values[at]);
                at += features.get(f).width();
            }
        }
        return new Points(new Matrix(values, rows.length, width), rows);
    }

    private static void requireNumber(Feature feature, Column column, int row, double value) {
        if (!(Math.abs(value) < Feature.Number.FARTHEST)) {
            throw new UnreadableInputException("Column \"" + feature.column() + "\", row " + (row + 1) + ": "
                    + column.text(row) + " lies beyond what distances can be computed with"
                    + (feature instanceof Feature.Number number && number.isLog()
                            ? "; of this column log(1 + x) is taken, which needs values above -1."
                            : "; is it a slip?"));
        }
    }

    /**
     * Words of a table that this space does not know, those of most rows first.
     *
     * @param rows which of its rows are looked at
     */
    public List<Unseen> unseen(Table table, int... rows) {
        List<Unseen> unseen = new ArrayList<>();
        for (Feature feature : features) {
            if (feature instanceof Feature.OneHot words
                    && table.column(words.column()) instanceof Column.Words column) {
                Map<String, Integer> counts = new TreeMap<>();
                for (int row : rows) {
                    String word = column.isMissing(row) ? MISSING_LEVEL : column.text(row);
                    if (!words.levels().contains(word)) {
                        counts.merge(word, 1, Integer::sum);
                    }
                }
                counts.forEach((word, count) -> unseen.add(new Unseen(words.column(), word, count)));
            }
        }
        unseen.sort(Comparator.comparingInt(word -> -word.rows()));
        return unseen;
    }

    private static Column matching(Table table, Feature feature) {
        Column column = table.column(feature.column());
        boolean isFitting = switch (feature) {
            case Feature.Number _ -> column instanceof Column.Numbers;
            case Feature.OneHot _ -> column instanceof Column.Words;
        };
        if (!isFitting) {
            throw new IllegalArgumentException("Column \"" + feature.column() + "\" was "
                    + (feature instanceof Feature.Number ? "numbers" : "words")
                    + " when the segments were made and is not now; say what it is (--types).");
        }
        return column;
    }

    /** Whether any column holds words rather than numbers. */
    public boolean hasWords() {
        return features.stream().anyMatch(each -> each instanceof Feature.OneHot);
    }

    /** How many columns the matrix has. */
    public int width() {
        return features.stream().mapToInt(Feature::width).sum();
    }

    /** The matrix's columns by name; a one-hot column is called {@code column=word}. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Feature feature : features) {
            switch (feature) {
                case Feature.Number number -> names.add(number.column());
                case Feature.OneHot words -> words.levels().forEach(level -> names.add(words.column() + "=" + level));
            }
        }
        return names;
    }

    /** How many columns of the matrix each feature takes, in order. */
    public int[] widths() {
        return features.stream().mapToInt(Feature::width).toArray();
    }
}
