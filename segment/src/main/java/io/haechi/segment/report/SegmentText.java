package io.haechi.segment.report;

import io.haechi.segment.SegmentProfile;
import io.haechi.segment.Segmentation;
import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.features.Feature;
import io.haechi.segment.table.Plain;
import io.haechi.segment.table.TableProfile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Segments for a terminal: whether there are any comes first. */
public final class SegmentText {
    private SegmentText() {}

    /** The text, each line ended. */
    public static String of(String name, Segmentation segments, @Nullable TableProfile profile) {
        StringBuilder text = new StringBuilder();
        List<String> columns =
                segments.space().features().stream().map(Feature::column).toList();
        line(text, "%s: %s by %s", name, Plain.rows(segments.labels().length), String.join(", ", columns));
        if (profile != null) {
            profile(text, profile);
        }
        line(
                text,
                "%s. %s",
                segments.structure().found() ? "무리 있음 groups found" : "무리 없음 no groups",
                segments.structure().why());
        ChoiceOfK choice = segments.choice();
        if (choice != null) {
            choice(text, choice, segments.structure().found());
        }
        line(
                text,
                "%s by %s, %s",
                Plain.count(segments.k(), "segment", "segments"),
                segments.method().name().toLowerCase(Locale.ROOT),
                segments.whyK());
        line(
                text,
                "  %ssum of squares %.3f%s",
                segments.k() > 1
                        ? String.format(Locale.ROOT, "silhouette of these segments %.3f, ", segments.silhouette())
                        : "",
                segments.inertia(),
                segments.iterations() > 0 ? ", " + segments.iterations() + " iterations" : "");
        segments.profiles().forEach(each -> segment(text, each));
        if (segments.noise() > 0) {
            line(
                    text,
                    "   -  %,7d %s to no segment",
                    segments.noise(),
                    segments.noise() == 1 ? "row belongs" : "rows belong");
        }
        return text.toString();
    }

    private static void profile(StringBuilder text, TableProfile profile) {
        for (TableProfile.Facts each : profile.columns()) {
            String distribution = each.distribution().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            line(
                    text,
                    "  %s (%s): %s%s",
                    each.name(),
                    each.type().name().toLowerCase(Locale.ROOT),
                    distribution,
                    each.missing() > 0 ? "; " + each.missing() + " missing" : "");
        }
        profile.correlations().stream()
                .limit(3)
                .forEach(
                        pair -> line(text, "  %s and %s: correlation %.2f", pair.first(), pair.second(), pair.value()));
    }

    private static void choice(StringBuilder text, ChoiceOfK choice, boolean isStructured) {
        String tried = choice.trials().stream()
                .filter(trial -> trial.k() > 1)
                .map(trial -> String.format(Locale.ROOT, "%d: %.2f", trial.k(), trial.silhouette()))
                .collect(Collectors.joining("  "));
        line(text, "silhouette by number of segments  %s", tried);
        if (isStructured) {
            line(text, choice.elbow() > 1 ? "the elbow is at %d" : "the sum of squares has no elbow", choice.elbow());
        } else {
            line(text, "where there are no groups, no number of them is better than another");
        }
    }

    private static void segment(StringBuilder text, SegmentProfile profile) {
        line(
                text,
                "  %2d  %,7d %-4s  %5.1f %%  %s",
                profile.number(),
                profile.size(),
                profile.size() == 1 ? "row" : "rows",
                100 * profile.share(),
                profile.name());
        String marks = profile.marks().stream()
                .filter(mark -> Math.abs(mark.effect()) >= 0.2)
                .limit(3)
                .map(SegmentProfile.Mark::words)
                .collect(Collectors.joining("; "));
        if (!marks.isEmpty()) {
            line(text, "      %s", marks);
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
