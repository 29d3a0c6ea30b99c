package io.haechi.core.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a comparison with the keys that evaluations have, one object for each model and ensemble. */
final class ComparisonJson {
    private static final List<String> OF_FIT = List.of("accuracy", "de", "re", "eer", "auc");

    private final Comparison comparison;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private ComparisonJson(Comparison comparison) {
        this.comparison = comparison;
    }

    static ObjectNode of(Comparison comparison) {
        return new ComparisonJson(comparison).object();
    }

    private ObjectNode object() {
        Asked asked = comparison.asked();
        json.put("schema", "haechi/1").put("problem", asked.problem().name());
        json.put("fitSplit", asked.fit().split());
        json.put("fitN", asked.fit().answers().size());
        json.put("fitPositives", asked.fit().positives());
        json.put("split", asked.test().split());
        json.put("n", asked.test().answers().size());
        json.put("positives", asked.test().positives());
        json.put("bestSingle", comparison.best().name());
        json.put("bestSingleInHindsight", comparison.bestInHindsight().name());
        models();
        ensembles();
        differences();
        subsets();
        return json;
    }

    private void models() {
        ArrayNode models = json.putArray("models");
        for (int m = 0; m < comparison.models().size(); m++) {
            Standing standing = comparison.models().get(m);
            ObjectNode each = models.addObject();
            each.put("model", standing.name());
            each.put("modelSha256", comparison.asked().models().get(m).sha256());
            figures(each, standing);
        }
    }

    private void ensembles() {
        ArrayNode ensembles = json.putArray("ensembles");
        for (Ensemble ensemble : comparison.ensembles()) {
            ObjectNode each = ensembles.addObject();
            each.put("weighting", ensemble.rule().name());
            each.put("ensemble", ensemble.standing().name());
            ObjectNode weights = each.putObject("weights");
            for (int m = 0; m < comparison.models().size(); m++) {
                weights.put(
                        comparison.models().get(m).name(),
                        ensemble.fusion().weights().get(m));
            }
            put(each, "bias", ensemble.bias());
            figures(each, ensemble.standing());
        }
    }

    /** The keys of {@code evaluate --json}, and under {@code fit} a few of the split that the threshold is from. */
    private void figures(ObjectNode each, Standing standing) {
        ObjectNode figures = new EvaluationReport(
                        standing.name(),
                        "",
                        comparison.asked().test().split(),
                        standing.test(),
                        standing.intervals(),
                        Double.NaN,
                        0,
                        List.of())
                .toJson();
        figures.remove(List.of("schema", "problem", "model", "modelSha256", "split", "seconds", "models", "shortcut"));
        each.setAll(figures);
        ObjectNode fit = each.putObject("fit");
        OF_FIT.forEach(name -> put(fit, name, standing.fit().figure(name)));
    }

    private void differences() {
        ArrayNode list = json.putArray("differences");
        for (Duel duel : comparison.duels()) {
            ObjectNode each = list.addObject();
            each.put("challenger", duel.challenger()).put("rival", duel.rival()).put("words", duel.words());
            ArrayNode figures = each.putArray("figures");
            for (Difference difference : duel.differences()) {
                ObjectNode figure = figures.addObject().put("metric", difference.metric());
                put(figure, "challenger", difference.second());
                put(figure, "rival", difference.first());
                put(figure, "difference", difference.value());
                ArrayNode ci = figure.putArray("ci");
                if (!Double.isNaN(difference.interval().lo())) {
                    ci.add(difference.interval().lo()).add(difference.interval().hi());
                }
                figure.put("finding", finding(difference));
            }
        }
    }

    private static String finding(Difference difference) {
        return switch (difference.finding()) {
            case FIRST_IS_BETTER -> "rival is better";
            case SECOND_IS_BETTER -> "challenger is better";
            case WITHIN_CHANCE, TOO_FEW_EXAMPLES ->
                difference.finding().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private void subsets() {
        if (comparison.subsets().isEmpty()) {
            return;
        }
        ArrayNode list = json.putArray("subsets");
        for (Subset subset : comparison.subsets()) {
            ObjectNode each = list.addObject();
            ArrayNode models = each.putArray("models");
            subset.models().forEach(models::add);
            rates(each.putObject("fitEer"), subset.fitEer());
            rates(each.putObject("testEer"), subset.testEer());
        }
    }

    private static void rates(ObjectNode json, Map<FusionRule, Double> rates) {
        rates.forEach((rule, rate) -> put(json, rule.name(), rate));
    }

    private static void put(ObjectNode json, String name, double value) {
        json.put(name, Double.isNaN(value) ? null : (Double) value);
    }
}
