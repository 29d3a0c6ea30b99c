package io.haechi.segment.rules;

import io.haechi.segment.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names stretches of numbers as people say them: {@code Age 40-49}, {@code Income under 20000}, {@code Score 80 and more}. */
final class Stretch {
    private Stretch() {}

    /** One name for each stretch between cuts, from the lowest on. */
    static List<String> names(Column.Numbers column, double[] cuts) {
        boolean isWhole = !column.isDate()
                && Arrays.stream(column.values()).allMatch(value -> Double.isNaN(value) || value == Math.rint(value));
        double[] edges = isWhole ? Arrays.stream(cuts).map(Math::ceil).toArray() : cuts;
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= edges.length; i++) {
            names.add(column.name() + " " + name(column, edges, i, isWhole));
        }
        return names;
    }

    private static String name(Column.Numbers column, double[] edges, int stretch, boolean isWhole) {
        if (edges.length == 0) {
            return "any";
        }
        if (stretch == 0) {
            return "under " + column.words(edges[0]);
        }
        if (stretch == edges.length) {
            return column.words(edges[stretch - 1]) + " and more";
        }
        String from = column.words(edges[stretch - 1]);
        if (isWhole) {
            String to = column.words(edges[stretch] - 1);
            return from.equals(to) ? from : from + "-" + to;
        }
        return from + " to under " + column.words(edges[stretch]);
    }
}
