package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.Cells;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import io.haechi.voice.train.Clip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How recipes do on generators (or corpora) that were left out of their training.
 *
 * @param column what was left out, {@code source} or {@code origin}
 * @param models for each recipe, and for the mean of their logits if there are several, a row for each value left out
 */
public record LeftOut(String column, Map<String, List<Row>> models) {
    /** Name of the mean of all recipes' logits. */
    static final String VOTE = "soft-vote";

    /**
     * One value left out, heard as it is and as it comes out of a line.
     *
     * @param value the generator or corpus
     * @param n its clips
     * @param positives the fakes among them
     * @param asItIs the clips left out and the real voices of valid, as they are
     * @param onLines the same as they come out of telephone and messenger lines
     * @param de share of its fakes taken for real at the model's threshold, on both; {@code NaN} without fakes
     * @param re share of its real voices taken for fake, on both; {@code NaN} without real voices
     */
    public record Row(
            String value, int n, int positives, Evaluation asItIs, Evaluation onLines, double de, double re) {}

    /** One training: what it was calibrated on, what it was not trained on, and each model's logits, lines behind. */
    record Part(List<Clip> valid, List<Clip> heldOut, List<double[]> onValid, List<double[]> onHeldOut) {}

    public LeftOut {
        models = new LinkedHashMap<>(models);
    }

    static LeftOut of(List<String> names, String column, List<Part> parts, Function<Clip, String> value) {
        Map<String, List<Row>> models = new LinkedHashMap<>();
        int votes = names.size() > 1 ? names.size() + 1 : 1;
        for (int m = 0; m < votes; m++) {
            Map<String, Row> rows = new TreeMap<>();
            for (Part part : parts) {
                boolean isVote = m == names.size();
                double[] onValid =
                        isVote ? mean(part.onValid()) : part.onValid().get(m);
                double[] onHeldOut =
                        isVote ? mean(part.onHeldOut()) : part.onHeldOut().get(m);
                rows(part, onValid, onHeldOut, value).forEach(row -> rows.put(row.value(), row));
            }
            models.put(m == names.size() ? VOTE : names.get(m), List.copyOf(rows.values()));
        }
        return new LeftOut(column, models);
    }

    private static List<Row> rows(Part part, double[] onValid, double[] onHeldOut, Function<Clip, String> value) {
        List<Double> logits = new ArrayList<>();
        for (double logit : onValid) {
            logits.add(logit);
        }
        OperatingPoint point = OperatingPoint.of(logits, part.valid());
        List<Row> rows = new ArrayList<>();
        for (String each : new TreeSet<>(part.heldOut().stream().map(value).toList())) {
            List<Scored> asItIs = new ArrayList<>();
            List<Scored> onLines = new ArrayList<>();
            collect(part.valid(), onValid, point, clip -> !clip.fake(), asItIs, onLines);
            int others = asItIs.size();
            collect(part.heldOut(), onHeldOut, point, clip -> value.apply(clip).equals(each), asItIs, onLines);
            List<Scored> own = new ArrayList<>(asItIs.subList(others, asItIs.size()));
            int n = own.size();
            own.addAll(onLines.subList(others, onLines.size()));
            Evaluation both = Evaluation.of(Problem.VOICE, own, point.threshold());
            rows.add(new Row(
                    each,
                    n,
                    both.positives() / 2,
                    Evaluation.of(Problem.VOICE, asItIs, point.threshold()),
                    Evaluation.of(Problem.VOICE, onLines, point.threshold()),
                    both.de(),
                    both.re()));
        }
        return rows;
    }

    private static void collect(
            List<Clip> clips,
            double[] logits,
            OperatingPoint point,
            Predicate<Clip> isAsked,
            List<Scored> asItIs,
            List<Scored> onLines) {
        for (int i = 0; i < clips.size(); i++) {
            Clip clip = clips.get(i);
            if (isAsked.test(clip)) {
                asItIs.add(scored(clip, point, logits[i]));
                onLines.add(scored(clip, point, logits[clips.size() + i]));
            }
        }
    }

    private static Scored scored(Clip clip, OperatingPoint point, double logit) {
        return new Scored(clip.id(), clip.fake(), point.calibration().probability(logit), clip.source(), false);
    }

    private static double[] mean(List<double[]> logits) {
        double[] mean = new double[logits.getFirst().length];
        for (double[] each : logits) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += each[i] / logits.size();
            }
        }
        return mean;
    }

    /** The mean over the rows where it is defined, each counting alike; {@code NaN} if it nowhere is. */
    private static double mean(List<Row> rows, Function<Row, Double> figure) {
        return rows.stream()
                .mapToDouble(figure::apply)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Map<String, Function<Row, Double>> figures() {
        Map<String, Function<Row, Double>> figures = new LinkedHashMap<>();
        figures.put("eer", row -> row.asItIs().eer());
        figures.put("auc", row -> row.asItIs().auc());
        figures.put("eerOnLines", row -> row.onLines().eer());
        figures.put("aucOnLines", row -> row.onLines().auc());
        figures.put("de", Row::de);
        figures.put("re", Row::re);
        return figures;
    }

    /** One JSON object: for each model its mean figures, then a row for each value left out; undefined ones are null. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("schema", "haechi/1");
        json.put("problem", Problem.VOICE.name()).put("leftOut", column);
        ArrayNode list = json.putArray("models");
        models.forEach((name, rows) -> {
            ObjectNode model = list.addObject().put("model", name);
            ObjectNode means = model.putObject("mean");
            figures().forEach((figure, of) -> put(means, figure, mean(rows, of)));
            ArrayNode each = model.putArray("rows");
            for (Row row : rows) {
                ObjectNode object = each.addObject().put("value", row.value());
                object.put("n", row.n()).put("positives", row.positives());
                figures().forEach((figure, of) -> put(object, figure, of.apply(row)));
            }
        });
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }

    /** A table for each model, for a terminal 100 columns wide. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        models.forEach((name, rows) -> {
            text.append(
                    line(name + ": left out " + column, "n", "fake", "EER", "AUC", "EER line", "AUC line", "DE", "RE"));
            rows.forEach(row ->
                    text.append(line(row.value(), String.valueOf(row.n()), String.valueOf(row.positives()), row)));
            text.append(line(
                    "mean over " + rows.size(),
                    "",
                    "",
                    figures().values().stream()
                            .map(of -> Cells.number(mean(rows, of)))
                            .toArray(String[]::new)));
            text.append('\n');
        });
        return text
                + "EER and AUC: its fakes against the real voices of valid and its own; line: as they come out of telephone"
                + " and\nmessenger lines. DE and RE: at the model's threshold, as they are and on lines.\n";
    }

    private static String line(String name, String n, String fakes, Row row) {
        return line(
                name,
                n,
                fakes,
                figures().values().stream()
                        .map(of -> Cells.number(of.apply(row)))
                        .toArray(String[]::new));
    }

    private static String line(String name, String n, String fakes, String... figures) {
        StringBuilder line = new StringBuilder(Cells.left(name, 38));
        line.append(String.format(Locale.ROOT, "%5s%6s", n, fakes));
        for (String figure : figures) {
            line.append(Cells.right(figure, 9));
        }
        return line.append('\n').toString();
    }
}
