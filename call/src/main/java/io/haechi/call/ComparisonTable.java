package io.haechi.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Recipes side by side.
 *
 * @param problem what they were asked
 * @param split what they were measured on
 * @param noise rate of misspelt syllables
 * @param rows the two baselines, then each recipe
 */
public record ComparisonTable(Problem problem, String split, double noise, List<Row> rows) {

    public ComparisonTable {
        rows = List.copyOf(rows);
    }

    /**
     * One recipe.
     *
     * @param name its name
     * @param evaluation at the threshold that valid says
     * @param fprAtRecall false positive rate where 97 % of the phishing of this very split is found
     * @param fprBySource the same for each source with ordinary texts
     * @param trainSeconds how long fitting took
     * @param textsPerSecond how many it judges in one thread; {@code NaN} if that was not measured
     * @param megabytes size of its package
     */
    public record Row(
            String name,
            Evaluation evaluation,
            double fprAtRecall,
            Map<String, Double> fprBySource,
            double trainSeconds,
            double textsPerSecond,
            double megabytes) {
        public Row {
            fprBySource = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(fprBySource));
        }

        /** Largest rate of any source. */
        public double worstSource() {
            return fprBySource.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(Double.NaN);
        }
    }

    /** For a terminal; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s · split %s · noise %.2f · %d texts; FPR@ is where %.0f %% of the phishing is found%n%n"
                        + "%-20s %8s %8s %8s %8s %8s %8s %8s %8s %9s %7s%n",
                problem.name(),
                split,
                noise,
                rows.getFirst().evaluation().n(),
                100 * TextComparison.RECALL,
                "recipe",
                "accuracy",
                "precis.",
                "recall",
                "F1",
                "AUC",
                "FPR@",
                "worst@",
                "train s",
                "texts/s",
                "MB"));
        for (Row row : rows) {
            Evaluation of = row.evaluation();
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %8s %8s %8s %8s %8s %8s %8s %8.1f %9s %7.2f%n",
                    row.name(),
                    share(of.accuracy(), 3),
                    share(of.precision(), 3),
                    share(of.recall(), 3),
                    share(of.f1(), 3),
                    share(of.auc(), 5),
                    share(row.fprAtRecall(), 4),
                    share(row.worstSource(), 3),
                    row.trainSeconds(),
                    Double.isNaN(row.textsPerSecond()) ? "-" : String.format(Locale.ROOT, "%.0f", row.textsPerSecond()),
                    row.megabytes()));
        }
        return text.toString();
    }

    private static String share(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** One JSON object with {@code "schema":"haechi/1"}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1").put("problem", problem.name());
        json.put("split", split).put("noise", noise);
        ArrayNode list = json.putArray("recipes");
        for (Row row : rows) {
            ObjectNode each = list.addObject().put("recipe", row.name());
            put(each, "threshold", row.evaluation().threshold());
            row.evaluation().figures().forEach((name, value) -> put(each, name, value));
            put(each, "fprAtRecall97", row.fprAtRecall());
            ObjectNode sources = each.putObject("fprAtRecall97BySource");
            row.fprBySource().forEach((source, fpr) -> put(sources, source, fpr));
            put(each, "trainSeconds", row.trainSeconds());
            put(each, "textsPerSecond", row.textsPerSecond());
            put(each, "megabytes", row.megabytes());
        }
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
