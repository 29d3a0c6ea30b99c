package io.haechi.core.data;

import java.util.ArrayList;
import java.util.List;

/** Renders a {@link DataCheck} for a terminal. */
final class DataCheckText {
    private static final int SHOWN = 10;

    private DataCheckText() {}

    static String of(DataCheck check) {
        StringBuilder text = new StringBuilder();
        text.append("%-10s %-10s %-28s %7s%n".formatted("split", "label", "source", "n"));
        check.counts()
                .forEach((split, byLabel) -> byLabel.forEach((label, bySource) -> bySource.forEach(
                        (source, n) -> text.append("%-10s %-10s %-28s %7d%n".formatted(split, label, source, n)))));
        text.append("%-50s %7d%n".formatted("total", check.n()));
        list(
                text,
                "Equal files in several splits",
                check.duplicatesAcrossSplits().stream()
                        .map(paths -> String.join(" = ", paths))
                        .toList());
        list(
                text,
                "Equal files within a split",
                check.duplicates().stream()
                        .map(paths -> String.join(" = ", paths))
                        .toList());
        List<String> groups = new ArrayList<>();
        check.groupsAcrossSplits().forEach((group, in) -> groups.add(group + ": " + String.join(", ", in)));
        list(text, "Groups in several splits", groups);
        List<String> files = new ArrayList<>();
        check.unreadable().forEach((path, why) -> files.add(path + ": " + why));
        list(text, "Unreadable files", files);
        list(text, "Mind", check.warnings());
        return text.toString();
    }

    private static void list(StringBuilder text, String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append("%n%s (%d)%n".formatted(heading, lines.size()));
        lines.stream()
                .limit(SHOWN)
                .forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        if (lines.size() > SHOWN) {
            text.append("  and %d more%n".formatted(lines.size() - SHOWN));
        }
    }
}
