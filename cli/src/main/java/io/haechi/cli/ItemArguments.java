package io.haechi.cli;

import io.haechi.segment.rules.Binning;
import io.haechi.segment.rules.TableItems;
import io.haechi.segment.rules.Target;
import io.haechi.segment.table.ColumnType;
import io.haechi.segment.table.TableFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the cells of a table become items, and what of them is to be explained. */
final class ItemArguments {
    @Option(
            names = "--consequent",
            paramLabel = "WHAT",
            description =
                    "only rules of which this follows: an item, a column, or a condition such as \"Spending >= 80\"")
    private @Nullable String consequent;

    @Option(
            names = "--bins",
            paramLabel = "HOW",
            description =
                    "how numbers are cut: quantile:N, width:N or supervised, where what --consequent asks for changes"
                            + " (default: ${DEFAULT-VALUE})")
    private String bins = "quantile:4";

    @Option(
            names = "--cuts",
            paramLabel = "A=20,40",
            description = "cut points of one column; may be given for several")
    private List<String> cuts = new ArrayList<>();

    /** As asked for; columns are called as the user called them. */
    TableItems items() {
        Map<String, Binning> own = new HashMap<>();
        for (String each : cuts) {
            int sign = each.lastIndexOf('=');
            try {
                double[] points = Arrays.stream(each.substring(sign + 1).split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                own.put(each.substring(0, Math.max(0, sign)).strip(), new Binning.Cuts(points));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--cuts takes a column and rising numbers, such as \"Age=20,40,60\"; got \"" + each + "\".", e);
            }
        }
        String how = bins.toLowerCase(Locale.ROOT);
        boolean isSupervised = how.equals("supervised");
        return new TableItems(
                isSupervised ? Binning.STANDARD : binning(how),
                own,
                isSupervised,
                consequent == null ? null : Target.parse(consequent));
    }

    private Binning binning(String how) {
        String[] parts = how.split(":", 2);
        try {
            int number = parts.length == 2 ? Integer.parseInt(parts[1]) : 4;
            return switch (parts[0]) {
                case "quantile" -> new Binning.Quantiles(number);
                case "width" -> new Binning.EqualWidth(number);
                default -> throw new NumberFormatException();
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--bins takes quantile:N, width:N or supervised, got \"" + bins + "\".", e);
        }
    }

    /**
     * Refuses cuts of columns that are not cut.
     *
     * @param columns those that are taken
     */
    static void requireCut(TableItems items, TableFile table, List<String> columns) {
        Target asked = items.target();
        for (String cut : items.own().keySet()) {
            boolean isTarget =
                    asked != null && asked.isNumeric() && asked.column().equals(cut);
            if (!columns.contains(cut) || table.facts(cut).type() != ColumnType.NUMBER || isTarget) {
                throw new IllegalArgumentException("--cuts has no effect on \"" + cut + "\", which is "
                        + (isTarget ? "cut where --consequent says" : "not among the columns of numbers that are taken")
                        + "; leave it out.");
            }
        }
    }
}
