package io.haechi.call;

import io.haechi.call.data.TextEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much each training text counts, by a recipe's {@code balance}. The counts sum to the number of texts. */
final class Weighing {
    private Weighing() {}

    static double[] counts(List<TextEntry> texts, String balance) {
        double[] counts = new double[texts.size()];
        Map<String, Integer> sizes = new HashMap<>();
        texts.forEach(each -> sizes.merge(key(each, balance), 1, Integer::sum));
        Map<Boolean, Double> totals = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            TextEntry each = texts.get(i);
            double size = sizes.getOrDefault(key(each, balance), 1);
            counts[i] = switch (balance) {
                case "source" -> 1 / size;
                case "root" -> 1 / Math.sqrt(size);
                default -> 1;
            };
            totals.merge(each.example().positive(), counts[i], Double::sum);
        }
        if (balance.equals("none")) {
            return counts;
        }
        for (int i = 0; i < counts.length; i++) {
            double total = totals.getOrDefault(texts.get(i).example().positive(), 1.0);
            counts[i] *= counts.length / (totals.size() * total);
        }
        return counts;
    }

    /** A source of both classes is two. */
    private static String key(TextEntry each, String balance) {
        String label = each.example().positive() ? "+" : "-";
        return balance.equals("source") || balance.equals("root")
                ? label + each.example().source()
                : label;
    }
}
