package io.haechi.segment.report;

import io.haechi.segment.Drift;
import io.haechi.segment.SegmentProfile;
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

    /**
     * One line per row of the table: its place in the file (the first row is 1), its segment, the segment's name. A row that
     * belongs to no segment has an empty one and the name {@code none}; one that lacks a value, {@code left out}.
     */
    public static String of(Segmentation segments) {
        return rows(
                segments.tableRows(),
                segments.points().rows(),
                segments.labels(),
                segments.profiles().stream().map(SegmentProfile::name).toList());
    }

    /** The same of new rows. */
    public static String of(Drift drift) {
        return rows(
                drift.tableRows(),
                drift.points().rows(),
                drift.labels(),
                drift.saved().names());
    }

    private static String rows(int all, int[] rows, int[] labels, List<String> names) {
        StringBuilder text = new StringBuilder(line("row", "segment", "name"));
        int next = 0;
        for (int row = 0; row < all; row++) {
            boolean isDivided = next < rows.length && rows[next] == row;
            int label = isDivided ? labels[next++] : -1;
            String name = label >= 0 ? names.get(label) : isDivided ? "none" : "left out";
            text.append(line(String.valueOf(row + 1), label < 0 ? "" : String.valueOf(label + 1), name));
        }
        return text.toString();
    }

    /**
     * One line per rule, strongest lift first. Items of one side are joined by {@code " & "}; the conviction of a rule that is
     * never wrong is infinite, and the cell empty.
     */
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
                    RulesText.joined(rule.antecedent()),
                    RulesText.joined(rule.consequent()),
                    String.valueOf(rule.both()),
                    String.valueOf(rule.support()),
                    String.valueOf(rule.confidence()),
                    String.valueOf(rule.lift()),
                    String.valueOf(rule.leverage()),
                    Double.isInfinite(rule.conviction()) ? "" : String.valueOf(rule.conviction()),
                    String.valueOf(rule.chiSquared()),
                    String.valueOf(judged.pValue()),
                    String.valueOf(judged.corrected()),
                    String.valueOf(judged.isRedundant()),
                    String.valueOf(judged.hasWeight())));
        });
        return text.toString();
    }
}
