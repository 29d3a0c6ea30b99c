package io.haechi.core.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Writes a report with the keys of the contract. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(EvaluationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1");
        addTo(json, report);
        ArrayNode models = json.putArray("models");
        report.members().forEach(member -> addTo(models.addObject(), member));
        return json;
    }

    private static void addTo(ObjectNode json, EvaluationReport report) {
        Evaluation evaluation = report.evaluation();
        json.put("problem", evaluation.problem().name());
        json.put("model", report.model());
        json.put("modelSha256", report.modelSha256());
        json.put("split", report.split());
        addFigures(json, evaluation);
        json.put("unsure", evaluation.unsure());
        put(json, "seconds", report.seconds());
        addFigures(json.putObject("decided"), evaluation.decided());
        addTo(json.putObject("ci"), report.intervals());
        ArrayNode sources = json.putArray("bySource");
        evaluation.bySource().forEach(source -> addTo(sources.addObject(), "source", source));
        if (!report.byColumn().isEmpty()) {
            ObjectNode columns = json.putObject("byColumn");
            report.byColumn().forEach((column, values) -> {
                ArrayNode rows = columns.putArray(column);
                values.forEach(value -> addTo(rows.addObject(), "value", value));
            });
        }
        put(json.putObject("shortcut"), "auc", report.shortcutAuc());
        addTo(json.putObject("coverage"), report.coverage());
        if (report.robustness() != null) {
            ArrayNode columns = json.putArray("robustness");
            report.robustness().columns().forEach(column -> addTo(columns.addObject(), column));
        }
    }

    private static void addTo(ObjectNode json, RiskCoverage coverage) {
        put(json, "aurc", coverage.aurc());
        put(json, "excessAurc", coverage.excessAurc());
        ArrayNode rows = json.putArray("rows");
        for (RiskCoverage.Row row : coverage.rows()) {
            ObjectNode each = rows.addObject();
            put(each, "coverage", row.coverage());
            each.put("n", row.decided().n());
            put(each, "error", row.risk());
            put(each, "de", row.decided().de());
            put(each, "re", row.decided().re());
            put(each, "eer", row.decided().eer());
        }
    }

    private static void addTo(ObjectNode json, Robustness.Column column) {
        json.put("condition", column.condition());
        json.put("n", column.evaluation().n());
        for (String figure : List.of("eer", "auc", "de", "re")) {
            put(json, figure, column.evaluation().figure(figure));
        }
        addTo(json.putObject("ci"), column.intervals());
        json.put("unsure", column.evaluation().unsure());
        put(json, "flipped", column.flipped());
    }

    private static void addTo(ObjectNode ci, Map<String, Interval> intervals) {
        intervals.forEach((metric, interval) -> {
            ArrayNode ends = ci.putArray(metric);
            add(ends, interval.lo());
            add(ends, interval.hi());
        });
    }

    private static void addFigures(ObjectNode json, Evaluation evaluation) {
        json.put("n", evaluation.n());
        json.put("positives", evaluation.positives());
        put(json, "threshold", evaluation.threshold());
        evaluation.figures().forEach((name, value) -> put(json, name, value));
    }

    private static void addTo(ObjectNode json, String key, SourceFigures source) {
        json.put(key, source.source());
        json.put("n", source.n());
        json.put("positives", source.positives());
        put(json, "fpr", source.fpr());
        put(json, "fnr", source.fnr());
        put(json, "auc", source.auc());
        addTo(json.putObject("ci"), source.intervals());
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }

    private static void add(ArrayNode array, double value) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }
}
