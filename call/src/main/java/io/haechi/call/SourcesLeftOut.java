package io.haechi.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The real exam: a recipe is fitted and calibrated without one source at all, and then asked about every text of it. Ordinary
 * texts of the unknown source stand against the phishing of the test split, phishing of it against the ordinary texts there.
 *
 * @param recipe the recipe's name
 * @param rows one for each source and class that has texts
 */
public record SourcesLeftOut(String recipe, List<Row> rows) {

    public SourcesLeftOut {
        rows = List.copyOf(rows);
    }

    /**
     * One class of one source that the model has never seen.
     *
     * @param source which
     * @param isPhishing which class
     * @param n its texts
     * @param taken share taken for phishing at the threshold that valid says: an FPR for ordinary texts, a recall for phishing
     * @param atOther the same at a threshold of the known test texts: where 97 % of their phishing is found for ordinary ones,
     *     where 1 % of the ordinary ones is taken for phishing for phishing
     * @param auc how often a phishing text is ranked above an ordinary one
     */
    public record Row(String source, boolean isPhishing, int n, double taken, double atOther, double auc) {}

    static SourcesLeftOut run(
            TextRecipe recipe, TextFolder data, List<String> sources, Noise noise, Path work, FitListener listener) {
        List<Row> rows = new ArrayList<>();
        for (String source : sources) {
            listener.says("without " + source);
            TextFolder known = data.where(each -> !each.example().source().equals(source));
            ModelPackage made =
                    new TextFit(recipe, known, FitListener.SILENT).fitWithoutFigures(work.resolve("left-out"));
            try (TextModel model = TextModel.open(made)) {
                for (boolean positive : new boolean[] {false, true}) {
                    List<Scored> unknown = score(
                            model,
                            data.entries().stream()
                                    .filter(each -> each.example().source().equals(source)
                                            && each.example().positive() == positive)
                                    .toList(),
                            noise);
                    if (!unknown.isEmpty()) {
                        rows.add(row(
                                source,
                                positive,
                                unknown,
                                score(model, known.split("test"), noise),
                                model,
                                data.problem()));
                    }
                }
            }
        }
        return new SourcesLeftOut(recipe.name(), rows);
    }

    private static Row row(
            String source,
            boolean positive,
            List<Scored> unknown,
            List<Scored> known,
            TextModel model,
            Problem problem) {
        List<Scored> others =
                known.stream().filter(each -> each.positive() != positive).toList();
        double threshold = positive
                ? Thresholds.byFprCeiling(known, 0.01)
                : Thresholds.byRecallFloor(known, TextComparison.RECALL);
        double auc = Evaluation.of(
                        problem,
                        Stream.concat(unknown.stream(), others.stream()).toList(),
                        0.5)
                .auc();
        return new Row(
                source,
                positive,
                unknown.size(),
                taken(unknown, model.source().card().threshold()),
                taken(unknown, threshold),
                auc);
    }

    private static double taken(List<Scored> scored, double threshold) {
        return (double) scored.stream()
                        .filter(each -> each.probability() >= threshold)
                        .count()
                / scored.size();
    }

    private static List<Scored> score(TextModel model, List<TextEntry> texts, Noise noise) {
        return texts.stream()
                .map(each -> new Scored(
                        each.example().id(),
                        each.example().positive(),
                        model.answer(noise.apply(each.text())).probability(),
                        each.example().source()))
                .toList();
    }

    /** For a terminal; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, fitted without the source and asked about all of it%n%n%-22s %9s %6s %10s %10s %8s%n",
                recipe,
                "source",
                "class",
                "n",
                "taken",
                "FPR@/rec@",
                "AUC"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-22s %9s %6d %10.3f %10.3f %8.4f%n",
                    row.source(),
                    row.isPhishing() ? "phishing" : "normal",
                    row.n(),
                    row.taken(),
                    row.atOther(),
                    row.auc()));
        }
        return text.append(
                        "taken: share called phishing at the threshold that valid says. FPR@: where 97 % of the known"
                                + " test phishing is found.\n"
                                + "rec@: recall where 1 % of the known ordinary test texts is called phishing.\n")
                .toString();
    }

    /** One JSON object with {@code "schema":"haechi/1"}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1").put("recipe", recipe);
        ArrayNode list = json.putArray("leftOut");
        for (Row row : rows) {
            list.addObject()
                    .put("source", row.source())
                    .put("positive", row.isPhishing())
                    .put("n", row.n())
                    .put("taken", row.taken())
                    .put(row.isPhishing() ? "recallAtFpr01" : "fprAtRecall97", row.atOther())
                    .put("auc", Double.isFinite(row.auc()) ? (Double) row.auc() : null);
        }
        return json;
    }
}
