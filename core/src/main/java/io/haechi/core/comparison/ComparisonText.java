package io.haechi.core.comparison;

import static io.haechi.core.evaluation.Cells.left;
import static io.haechi.core.evaluation.Cells.number;
import static io.haechi.core.evaluation.Cells.range;
import static io.haechi.core.evaluation.Cells.right;

import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import io.haechi.core.evaluation.SourceFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a comparison for a terminal: the papers' two tables, the weights, the rates of every source, the answers. */
final class ComparisonText {
    private static final int NAME = 22;
    private static final int COLUMN = 10;
    private static final int WIDE = 12;
    private static final int SOURCE = 34;
    private static final List<String> FIGURES =
            List.of("accuracy", "precision", "recall", "f1", "de", "re", "eer", "auc");
    private static final List<String> HEADINGS =
            List.of("accuracy", "precision", "recall", "F1", "DE", "RE", "EER", "AUC");

    private final Comparison comparison;
    private final StringBuilder text = new StringBuilder();

    private ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    static String of(Comparison comparison) {
        ComparisonText text = new ComparisonText(comparison);
        text.head();
        text.table("model", comparison.models());
        text.table(
                "ensemble",
                comparison.ensembles().stream().map(Ensemble::standing).toList());
        text.weights();
        text.sources();
        text.duels();
        text.subsets();
        return text.text.toString();
    }

    private void head() {
        Asked asked = comparison.asked();
        add(
                "%s · %d models · weights and thresholds from split %s, measured on split %s",
                asked.problem().name(), asked.models().size(), words(asked.fit()), words(asked.test()));
    }

    private String words(Asked.Part part) {
        return String.format(
                Locale.ROOT,
                "%s (%d %s, %d %s)",
                part.split(),
                part.positives(),
                comparison.asked().problem().positiveLabel(),
                part.answers().size() - part.positives(),
                comparison.asked().problem().negativeLabel());
    }

    private void table(String what, List<Standing> standings) {
        add("");
        add("%s%s", left(what, NAME), cells(COLUMN, HEADINGS));
        for (Standing standing : standings) {
            add(
                    "%s%s",
                    left(standing.name(), NAME),
                    figures(name -> number(standing.test().figure(name))));
            add(
                    "%s%s",
                    left("  95 % interval", NAME),
                    figures(name -> range(standing.intervals().get(name))));
        }
    }

    private static String figures(Function<String, String> cell) {
        return cells(COLUMN, FIGURES.stream().map(cell).toList());
    }

    private void weights() {
        add("");
        weights("weight", each -> each.rule().brief());
        for (int m = 0; m < comparison.models().size(); m++) {
            int model = m;
            weights(
                    comparison.models().get(m).name(),
                    each -> number(each.fusion().weights().get(model)));
        }
        weights("bias", each -> Double.isNaN(each.bias()) ? "" : number(each.bias()));
        add("(A vote's weights multiply probabilities, learned ones logits.)");
    }

    private void weights(String name, Function<Ensemble, String> cell) {
        add(
                "%s%s",
                left(name, NAME),
                cells(WIDE, comparison.ensembles().stream().map(cell).toList()));
    }

    /** Misses of a source of positives, false alarms of a source of negatives; both lines of one that holds both. */
    private void sources() {
        List<Standing> standings = comparison.standings();
        List<String> headings = new ArrayList<>(List.of("n"));
        comparison.models().forEach(each -> headings.add(heading(each.name())));
        comparison.ensembles().forEach(each -> headings.add(each.rule().brief()));
        List<List<SourceFigures>> bySource =
                standings.stream().map(each -> each.test().bySource()).toList();
        for (boolean misses : new boolean[] {true, false}) {
            add("");
            add("%s", left(misses ? "DE of source" : "RE of source", SOURCE) + cells(WIDE, headings));
            for (int s = 0; s < bySource.getFirst().size(); s++) {
                int source = s;
                SourceFigures first = bySource.getFirst().get(s);
                int n = misses ? first.positives() : first.n() - first.positives();
                if (n > 0) {
                    List<String> row = new ArrayList<>(List.of(Integer.toString(n)));
                    bySource.forEach(each -> row.add(number(
                            misses ? each.get(source).fnr() : each.get(source).fpr())));
                    add("%s", left(first.source(), SOURCE) + cells(WIDE, row));
                }
            }
        }
    }

    /** A model's name without the problem's, which all share. */
    private String heading(String name) {
        String prefix = comparison.asked().problem().name() + "-";
        return left(name.startsWith(prefix) ? name.substring(prefix.length()) : name, WIDE)
                .strip();
    }

    private void duels() {
        add("");
        add(
                "Beyond chance? Paired bootstrap on split %s, each at its own threshold.",
                comparison.asked().test().split());
        add(
                "Best single model on split %s: %s; in hindsight, on split %s: %s.",
                comparison.asked().fit().split(),
                comparison.best().name(),
                comparison.asked().test().split(),
                comparison.bestInHindsight().name());
        for (Duel duel : comparison.duels()) {
            add("- %s:", duel.words());
            for (Difference difference : duel.differences()) {
                add(
                        "  %-9s%s against %s%s",
                        Duel.figure(difference),
                        number(difference.second()),
                        number(difference.first()),
                        gap(difference));
            }
        }
    }

    private static String gap(Difference difference) {
        return Double.isNaN(difference.interval().lo())
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %+.3f [%+.3f to %+.3f]",
                        difference.value(),
                        difference.interval().lo(),
                        difference.interval().hi());
    }

    private void subsets() {
        if (comparison.subsets().isEmpty()) {
            return;
        }
        String fit = comparison.asked().fit().split();
        int half = WIDE * FusionRule.values().length;
        List<String> rules =
                Arrays.stream(FusionRule.values()).map(FusionRule::brief).toList();
        add("");
        add("EER of all subsets, ranked by error-rate weights on split %s, where the weights were fitted:", fit);
        add(
                "%s%s",
                right("on " + fit, half),
                right("on " + comparison.asked().test().split(), half));
        add("%s%s   models", cells(WIDE, rules), cells(WIDE, rules));
        for (Subset subset : comparison.subsets()) {
            add(
                    "%s%s   %s",
                    cells(WIDE, rates(subset.fitEer())),
                    cells(WIDE, rates(subset.testEer())),
                    String.join(" + ", subset.models()));
        }
    }

    private static List<String> rates(Map<FusionRule, Double> rates) {
        return rates.values().stream().map(rate -> number(rate)).toList();
    }

    private static String cells(int width, List<String> values) {
        return values.stream().map(value -> right(value, width)).collect(Collectors.joining());
    }

    private void add(String format, Object... values) {
        // Names come from packages and manifests; none of them may talk to the terminal.
        String line = String.format(Locale.ROOT, format, values);
        text.append(line.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
