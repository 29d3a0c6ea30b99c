package io.haechi.segment.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table looks like before anything is made of it: each column's distribution and gaps, and which numbers go together.
 *
 * @param columns one for each column
 * @param correlations Pearson's, between columns of numbers, by strength
 */
public record TableProfile(List<Facts> columns, List<Correlation> correlations) {

    /**
     * One column.
     *
     * @param missing rows without a value
     * @param distribution five numbers (least, quartiles, largest) for numbers, the commonest words and their counts for words
     */
    public record Facts(String name, ColumnType type, int missing, Map<String, String> distribution) {}

    /** How two columns of numbers go together. */
    public record Correlation(String first, String second, double value) {}

    public TableProfile {
        columns = List.copyOf(columns);
        correlations = List.copyOf(correlations);
    }

    /** Looks at a table. */
    public static TableProfile of(Table table) {
        List<Column.Numbers> numbers = new ArrayList<>();
        List<Facts> facts = new ArrayList<>();
        for (Column column : table.columns()) {
            switch (column) {
                case Column.Numbers each -> {
                    numbers.add(each);
                    facts.add(numbers(each));
                }
                case Column.Words each -> facts.add(words(each));
            }
        }
        List<Correlation> correlations = new ArrayList<>();
        for (int a = 0; a < numbers.size(); a++) {
            for (int b = a + 1; b < numbers.size(); b++) {
                correlations.add(new Correlation(
                        numbers.get(a).name(),
                        numbers.get(b).name(),
                        correlation(numbers.get(a).values(), numbers.get(b).values())));
            }
        }
        correlations.sort(Comparator.comparingDouble(each -> -Math.abs(each.value())));
        return new TableProfile(facts, correlations);
    }

    private static int missing(Column column) {
        int missing = 0;
        for (int row = 0; row < column.rows(); row++) {
            missing += column.isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    private static Facts numbers(Column.Numbers column) {
        double[] sorted = Arrays.stream(column.values())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        Map<String, String> five = new java.util.LinkedHashMap<>();
        String[] names = {"min", "q1", "median", "q3", "max"};
        for (int i = 0; i < names.length && sorted.length > 0; i++) {
            five.put(names[i], column.words(Scaling.quantile(sorted, i / 4.0)));
        }
        return new Facts(column.name(), column.isDate() ? ColumnType.DATE : ColumnType.NUMBER, missing(column), five);
    }

    private static Facts words(Column.Words column) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int code : column.codes()) {
            if (code >= 0) {
                counts.merge(column.levels().get(code), 1, Integer::sum);
            }
        }
        Map<String, String> common = new java.util.LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(5)
                .forEach(entry -> common.put(entry.getKey(), Plain.count(entry.getValue())));
        return new Facts(column.name(), ColumnType.CATEGORY, missing(column), common);
    }

    /** Over rows where both have a value; 0 if one of them never changes. */
    private static double correlation(double[] first, double[] second) {
        double n = 0;
        double meanA = 0;
        double meanB = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < first.length; i++) {
            if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
                n++;
                double a = first[i] - meanA;
                double b = second[i] - meanB;
                meanA += a / n;
                meanB += b / n;
                aa += a * (first[i] - meanA);
                bb += b * (second[i] - meanB);
                ab += a * (second[i] - meanB);
            }
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    /** As JSON. */
    public ObjectNode toJson() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode list = object.putArray("columns");
        for (Facts each : columns) {
            ObjectNode column = list.addObject()
                    .put("name", each.name())
                    .put("type", each.type().name().toLowerCase(Locale.ROOT))
                    .put("missing", each.missing());
            ObjectNode distribution = column.putObject("distribution");
            each.distribution().forEach(distribution::put);
        }
        ArrayNode pairs = object.putArray("correlations");
        correlations.stream()
                .limit(20)
                .forEach(pair -> pairs.addObject()
                        .put("first", pair.first())
                        .put("second", pair.second())
                        .put("value", pair.value()));
        return object;
    }
}
