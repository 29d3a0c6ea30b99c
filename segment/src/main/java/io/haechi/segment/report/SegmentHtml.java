package io.haechi.segment.report;

import io.haechi.segment.SegmentProfile;
import io.haechi.segment.Segmentation;
import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.cluster.Dendrogram;
import io.haechi.segment.cluster.Hierarchical;
import io.haechi.segment.cluster.Linkage;
import io.haechi.segment.cluster.Structure;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Plain;
import io.haechi.segment.table.TableProfile;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Segments as one HTML page: whether there are any, how many, what they are, and what the data look like. */
public final class SegmentHtml {
    /** Ward of so many rows takes a tenth of a second. */
    private static final int MOST_JOINED = 2000;

    private SegmentHtml() {}

    /** The page. */
    public static String of(String name, Segmentation segments, TableProfile profile) {
        Page page = new Page("Segments of " + name);
        page.add(
                "<p class=\"soft\">%s by %s</p>",
                Plain.rows(segments.labels().length),
                segments.space().features().stream()
                        .map(feature -> feature.column())
                        .collect(Collectors.joining(", ")));
        page.add(
                "<div class=\"verdict\"><b>%s</b><p>%s</p><p class=\"soft\">%s</p></div>",
                segments.structure().found() ? Page.both("무리 있음", "Groups found") : Page.both("무리 없음", "No groups"),
                segments.structure().why(),
                figures(segments.structure()));
        segments(page, segments);
        page.add("<h2>Pictures</h2><div class=\"charts\">");
        ChoiceOfK choice = segments.choice();
        if (choice != null) {
            page.figure("Sum of squares by number of segments (elbow)", SegmentCharts.elbow(choice));
            page.figure("Silhouette by number of segments", SegmentCharts.silhouettes(choice));
            page.figure("Gap against rows spread evenly", SegmentCharts.gaps(choice));
        }
        page.figure("Rows along the two main directions (PCA)", SegmentCharts.scatter(segments));
        page.figure("Silhouette of the rows, by segment", SegmentCharts.silhouetteProfile(segments));
        Dendrogram tree = segments.dendrogram();
        if (tree != null) {
            page.figure("Dendrogram, the last 40 merges", SegmentCharts.dendrogram(tree));
        } else {
            beside(page, segments.points().matrix());
        }
        page.add("</div>");
        columns(page, profile);
        return page.done();
    }

    /** Methods that join nothing are shown beside one that does: whether the last merges are far above the others is worth a look. */
    private static void beside(Page page, Matrix points) {
        if (points.rows() < 3) {
            return;
        }
        int rows = Math.min(points.rows(), MOST_JOINED);
        Matrix sample = rows == points.rows()
                ? points
                : points.select(new Random(rows)
                        .ints(0, points.rows())
                        .distinct()
                        .limit(rows)
                        .sorted()
                        .toArray());
        page.figure(
                String.format(Locale.ROOT, "Dendrogram by ward of %,d rows, to compare with: the last 40 merges", rows),
                SegmentCharts.dendrogram(Hierarchical.fit(sample, Linkage.WARD)));
    }

    private static String figures(Structure structure) {
        return structure.k() < 2
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Hopkins %.2f (decides nothing: whole numbers and words raise it too); of %d groups: valley %.2f (%.2f by chance), silhouette %.2f (%.2f by chance), agreement"
                                + " of halves %.2f",
                        structure.hopkins(),
                        structure.k(),
                        structure.valley(),
                        structure.valleyByChance(),
                        structure.silhouette(),
                        structure.silhouetteByChance(),
                        structure.stability());
    }

    private static void segments(Page page, Segmentation segments) {
        page.add(
                "<h2>%s</h2><p>%s, %s%s.</p><div class=\"wide\"><table><thead><tr><th>segment</th><th>rows</th><th>share</th>"
                        + "<th>what sets it apart</th><th>example</th></tr></thead><tbody>",
                Plain.count(segments.k(), "segment", "segments"),
                Plain.count(segments.k(), "segment", "segments"),
                segments.whyK(),
                segments.k() > 1
                        ? String.format(Locale.ROOT, "; silhouette of these segments %.3f", segments.silhouette())
                        : "");
        for (SegmentProfile each : segments.profiles()) {
            String marks = each.marks().stream()
                    .filter(mark -> Math.abs(mark.effect()) >= 0.2)
                    .limit(5)
                    .map(mark -> String.format(Locale.ROOT, "%s, effect %.1f", mark.words(), mark.effect()))
                    .collect(Collectors.joining("; "));
            page.add(
                    "<tr><td><b style=\"color:%s\">%d</b> %s</td><td>%s</td><td>%.1f %%</td><td class=\"words\">%s</td>"
                            + "<td class=\"words\">%s</td></tr>",
                    Drawing.colour(each.number() - 1),
                    each.number(),
                    each.name(),
                    Plain.count(each.size()),
                    100 * each.share(),
                    marks,
                    String.join(", ", each.example()));
        }
        page.add("</tbody></table></div>");
    }

    private static void columns(Page page, TableProfile profile) {
        page.add("<h2>Columns</h2><div class=\"wide\"><table><thead><tr><th>column</th><th>type</th><th>missing</th>"
                + "<th>distribution</th></tr></thead><tbody>");
        for (TableProfile.Facts each : profile.columns()) {
            page.add(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"words\">%s</td></tr>",
                    each.name(),
                    each.type().name().toLowerCase(Locale.ROOT),
                    Plain.count(each.missing()),
                    each.distribution().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
        page.add("</tbody></table></div>");
        if (!profile.correlations().isEmpty()) {
            page.add(
                    "<p class=\"soft\">Strongest correlations: %s</p>",
                    profile.correlations().stream()
                            .limit(5)
                            .map(pair -> String.format(
                                    Locale.ROOT, "%s and %s %.2f", pair.first(), pair.second(), pair.value()))
                            .collect(Collectors.joining("; ")));
        }
    }
}
