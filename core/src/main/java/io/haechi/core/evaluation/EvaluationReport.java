package io.haechi.core.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run of {@code evaluate} has to say, and three ways to say it.
 *
 * @param model the model (or ensemble) that was measured
 * @param modelSha256 hash of its package
 * @param split the split it was measured on
 * @param evaluation its figures
 * @param intervals 95 % intervals by the name of the figure; may be empty
 * @param shortcutAuc area of a baseline that reads no content (duration, loudness, silence, bandwidth), 0 to 1; {@code
 *     NaN} if there is none
 * @param seconds how long it took
 * @param members the single models beside an ensemble; empty for a single model
 * @param robustness the same examples under several conditions; null if that was not measured
 * @param byColumn figures for each value of further columns of the data, such as language or codec, by the column's name
 */
public record EvaluationReport(
        String model,
        String modelSha256,
        String split,
        Evaluation evaluation,
        Map<String, Interval> intervals,
        double shortcutAuc,
        double seconds,
        List<EvaluationReport> members,
        @Nullable Robustness robustness,
        Map<String, List<SourceFigures>> byColumn) {

    public EvaluationReport {
        if (shortcutAuc < 0 || shortcutAuc > 1) {
            throw new IllegalArgumentException("AUC of the shortcut must be between 0 and 1, got " + shortcutAuc);
        }
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("Seconds must not be negative, got " + seconds);
        }
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        members = List.copyOf(members);
        byColumn = Collections.unmodifiableMap(new LinkedHashMap<>(byColumn));
    }

    /** A report that says nothing of robustness, nor of columns other than the source. */
    public EvaluationReport(
            String model,
            String modelSha256,
            String split,
            Evaluation evaluation,
            Map<String, Interval> intervals,
            double shortcutAuc,
            double seconds,
            List<EvaluationReport> members) {
        this(model, modelSha256, split, evaluation, intervals, shortcutAuc, seconds, members, null, Map.of());
    }

    /** The same report with this beside it. */
    public EvaluationReport with(Robustness measured) {
        return new EvaluationReport(
                model, modelSha256, split, evaluation, intervals, shortcutAuc, seconds, members, measured, byColumn);
    }

    /**
     * The same report with figures for each value of further columns.
     *
     * @param columns each example's value by its id, by the column's name; an example without a value is left out
     */
    public EvaluationReport by(Map<String, Map<String, String>> columns) {
        Map<String, List<SourceFigures>> figures = new LinkedHashMap<>();
        columns.forEach((column, values) -> figures.put(column, evaluation.by(values)));
        return new EvaluationReport(
                model, modelSha256, split, evaluation, intervals, shortcutAuc, seconds, members, robustness, figures);
    }

    /** What leaving out the examples that the detector is least sure of would buy. */
    public RiskCoverage coverage() {
        return RiskCoverage.of(evaluation);
    }

    /** One JSON object with the keys of the contract; undefined figures are {@code null}. */
    public ObjectNode toJson() {
        return ReportJson.of(this);
    }

    /** A table for a terminal 100 columns wide, without colours; ends with a line break. */
    public String toText() {
        return ReportText.of(this);
    }

    /** One HTML page that needs nothing else: no script, no font, no picture from elsewhere. */
    public String toHtml() {
        return ReportHtml.of(this);
    }
}
