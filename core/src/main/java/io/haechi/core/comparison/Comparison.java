package io.haechi.core.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.evaluation.Evaluation;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Models and their ensembles side by side: what is fitted (weights, calibrations, thresholds) is fitted on one split, and
 * everything is measured on another.
 *
 * <p>All decide by one rule, which is not that of their packages: at the threshold where both errors are equally frequent on
 * the fit split. Error rates and accuracies that weights are made of are taken there too. A model that would stand better at
 * another threshold is therefore not told apart by it, but a difference between two rows is not one of thresholds either.
 *
 * <p>Fails where the fit split is small or unlike the other: weights and thresholds then say little of the other split. The
 * best single model is chosen on the fit split as well; to choose it where it is measured would flatter it. That several
 * pairs and figures are looked at is not corrected for.
 *
 * @param asked what the models said
 * @param models each model, in the order asked
 * @param ensembles one for each {@link FusionRule}, over all models
 * @param best the model with the least equal error rate on the fit split
 * @param duels error-rate weights against accuracy weights, the soft vote, {@code best} and, if it is another, {@link
 *     #bestInHindsight()}; then the learned fusion against error-rate weights
 * @param subsets every subset of the models, best on the fit split first; empty if not asked for
 * @see <a href="https://doi.org/10.7471/ikeee.2024.28.4.607">Error rate-based weighted ensemble, 2024</a>, whose tables these
 *     are
 */
public record Comparison(
        Asked asked,
        List<Standing> models,
        List<Ensemble> ensembles,
        Standing best,
        List<Duel> duels,
        List<Subset> subsets) {

    public Comparison {
        models = List.copyOf(models);
        ensembles = List.copyOf(ensembles);
        duels = List.copyOf(duels);
        subsets = List.copyOf(subsets);
    }

    /**
     * Fits and measures.
     *
     * @param withSubsets whether to rank all subsets of the models too; of at most {@value Study#MOST_IN_SUBSETS} models
     */
    public static Comparison of(Asked asked, boolean withSubsets) {
        return new Study(asked).comparison(withSubsets);
    }

    /** The ensemble by this rule. */
    public Ensemble ensemble(FusionRule rule) {
        return ensembles.stream()
                .filter(each -> each.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    /** The model with the least equal error rate where it is measured: nobody could have chosen it before. */
    public Standing bestInHindsight() {
        return best(models, Standing::test);
    }

    /** The model with the least equal error rate; of equals the one with the larger area, and the first. */
    static Standing best(List<Standing> models, Function<Standing, Evaluation> on) {
        return models.stream()
                .min(Comparator.comparingDouble(
                                (Standing each) -> on.apply(each).eer())
                        .thenComparingDouble(each -> -on.apply(each).auc()))
                .orElseThrow();
    }

    /** One JSON object; undefined figures are {@code null}. */
    public ObjectNode toJson() {
        return ComparisonJson.of(this);
    }

    /** Tables for a terminal, without colours; ends with a line break. */
    public String toText() {
        return ComparisonText.of(this);
    }

    /** One HTML page that needs nothing else: no script, no font, no picture from elsewhere. */
    public String toHtml() {
        return ComparisonHtml.of(this);
    }

    /** All rows of the tables: the models, then the ensembles. */
    List<Standing> standings() {
        return Stream.concat(models.stream(), ensembles.stream().map(Ensemble::standing))
                .toList();
    }
}
