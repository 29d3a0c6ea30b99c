package io.haechi.segment.report;

import io.haechi.segment.Segmentation;
import io.haechi.segment.rules.Rule;
import io.haechi.segment.rules.RuleSet;
import java.util.List;
import java.util.stream.Collectors;

/** Results as CSV (RFC 4180, UTF-8). */
public final class CsvText {
    private CsvText() {}

    /** One cell, in quotes if it needs them; a cell that a spreadsheet would take for a formula gets an apostrophe. */
    public static String cell(String text) {
        boolean isFormula = !text.isEmpty() && "=+@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = isFormula ? "'" + text : text;
        boolean needsQuotes = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || !safe.equals(safe.strip());
        return needsQuotes ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static String line(String... cells) {
        return List.of(cells).stream().map(CsvText::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** One line per row that was divided: its place in the file (the first row is 1), its segment, the segment's name. */
    public static String of(Segmentation segments) {
        StringBuilder text = new StringBuilder(line("row", "segment", "name"));
        for (int i = 0; i < segments.labels().length; i++) {
            int label = segments.labels()[i];
            text.append(line(
                    String.valueOf(segments.points().rows()[i] + 1),
                    label < 0 ? "" : String.valueOf(label + 1),
                    label < 0 ? "none" : segments.profiles().get(label).name()));
        }
        return text.toString();
    }

    /** One line per rule, strongest lift first. */
    public static String of(RuleSet rules) {
        StringBuilder text = new StringBuilder(line(
                "antecedent",
                "consequent",
                "count",
                "support",
                "confidence",
                "lift",
                "leverage",
                "conviction",
                "chiSquared",
                "pValue",
                "correctedPValue",
                "redundant",
                "ofWeight"));
        rules.rules().stream().sorted(RuleSet.BY_LIFT).forEach(judged -> {
            Rule rule = judged.rule();
            text.append(line(
                    String.join(" & ", rule.antecedent()),
                    String.join(" & ", rule.consequent()),
                    String.valueOf(rule.both()),
                    String.valueOf(rule.support()),
                    String.valueOf(rule.confidence()),
                    String.valueOf(rule.lift()),
                    String.valueOf(rule.leverage()),
                    String.valueOf(rule.conviction()),
                    String.valueOf(rule.chiSquared()),
                    String.valueOf(judged.pValue()),
                    String.valueOf(judged.corrected()),
                    String.valueOf(judged.isRedundant()),
                    String.valueOf(judged.hasWeight())));
        });
        return text.toString();
    }
}
