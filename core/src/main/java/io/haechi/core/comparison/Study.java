package io.haechi.core.comparison;

import io.haechi.core.ensemble.ErrorRates;
import io.haechi.core.ensemble.Fusion;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.ensemble.WeightedVote;
import io.haechi.core.evaluation.Bootstrap;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Fits and measures what a {@link Comparison} holds. */
final class Study {
    /** Of twelve models there are 4095 subsets. */
    static final int MOST_IN_SUBSETS = 12;

    private final Asked asked;
    private final List<Standing> alone = new ArrayList<>();

    Study(Asked asked) {
        this.asked = asked;
        for (int m = 0; m < asked.models().size(); m++) {
            int model = m;
            alone.add(standing(asked.models().get(m).name(), part -> part[model]));
        }
    }

    Comparison comparison(boolean withSubsets) {
        if (withSubsets && alone.size() > MOST_IN_SUBSETS) {
            throw new IllegalArgumentException("All subsets are listed of at most " + MOST_IN_SUBSETS + " models, got "
                    + alone.size() + "; name fewer");
        }
        List<Standing> models = alone.stream().map(Study::withIntervals).toList();
        List<Ensemble> ensembles = Arrays.stream(FusionRule.values())
                .map(rule -> ensemble(rule, everyone()))
                .map(each -> new Ensemble(each.rule(), each.fusion(), withIntervals(each.standing())))
                .toList();
        Standing best = Comparison.best(models, Standing::fit);
        return new Comparison(
                asked,
                models,
                ensembles,
                best,
                duels(ensembles, best, Comparison.best(models, Standing::test)),
                withSubsets ? subsets() : List.of());
    }

    private int[] everyone() {
        return IntStream.range(0, alone.size()).toArray();
    }

    private static List<Duel> duels(List<Ensemble> ensembles, Standing best, Standing inHindsight) {
        Standing byErrors = by(FusionRule.ERROR_RATE, ensembles);
        List<Duel> duels = new ArrayList<>();
        duels.add(Duel.of(byErrors, by(FusionRule.ACCURACY, ensembles)));
        duels.add(Duel.of(byErrors, by(FusionRule.SOFT_VOTE, ensembles)));
        duels.add(Duel.of(byErrors, best));
        if (!inHindsight.name().equals(best.name())) {
            duels.add(Duel.of(byErrors, inHindsight));
        }
        duels.add(Duel.of(by(FusionRule.LEARNED, ensembles), byErrors));
        return duels;
    }

    private static Standing by(FusionRule rule, List<Ensemble> ensembles) {
        return ensembles.stream()
                .filter(each -> each.rule() == rule)
                .findFirst()
                .orElseThrow()
                .standing();
    }

    /** Every subset but the empty one: as bits of a number. */
    private List<Subset> subsets() {
        return IntStream.range(1, 1 << alone.size())
                .mapToObj(bits -> subset(IntStream.range(0, alone.size())
                        .filter(m -> (bits >> m & 1) == 1)
                        .toArray()))
                .sorted(Comparator.comparingDouble((Subset each) -> eer(each.fitEer(), FusionRule.ERROR_RATE))
                        .thenComparingDouble(each -> eer(each.fitEer(), FusionRule.SOFT_VOTE))
                        .thenComparingInt(each -> each.models().size()))
                .toList();
    }

    private static double eer(Map<FusionRule, Double> rates, FusionRule rule) {
        return rates.getOrDefault(rule, Double.NaN);
    }

    private Subset subset(int... members) {
        Map<FusionRule, Double> fit = new EnumMap<>(FusionRule.class);
        Map<FusionRule, Double> test = new EnumMap<>(FusionRule.class);
        for (FusionRule rule : FusionRule.values()) {
            Standing standing = ensemble(rule, members).standing();
            fit.put(rule, standing.fit().eer());
            test.put(rule, standing.test().eer());
        }
        List<String> names =
                Arrays.stream(members).mapToObj(m -> alone.get(m).name()).toList();
        return new Subset(names, fit, test);
    }

    private Ensemble ensemble(FusionRule rule, int... members) {
        Fusion fusion = rule.fit(new OnFitSplit(members));
        return new Ensemble(rule, fusion, standing(rule.words(), part -> fusion.logit(of(part, members))));
    }

    private static double[] of(double[] part, int... members) {
        return Arrays.stream(members).mapToDouble(m -> part[m]).toArray();
    }

    private Standing standing(String name, ToDoubleFunction<double[]> judge) {
        double[] logits = asked.fit().answers().stream()
                .mapToDouble(each -> each.logit(judge))
                .toArray();
        Calibration calibration = Calibration.balancedPlatt(logits, asked.fit().truths());
        double threshold = Thresholds.equalError(scored(asked.fit(), judge, calibration));
        return new Standing(
                name,
                calibration,
                Evaluation.of(asked.problem(), scored(asked.fit(), judge, calibration), threshold),
                Evaluation.of(asked.problem(), scored(asked.test(), judge, calibration), threshold),
                Map.of());
    }

    private static List<Scored> scored(Asked.Part part, ToDoubleFunction<double[]> judge, Calibration calibration) {
        return part.answers().stream()
                .map(each -> new Scored(
                        each.id(),
                        each.positive(),
                        calibration.probability(each.logit(judge)),
                        each.source(),
                        each.unsure()))
                .toList();
    }

    private static Standing withIntervals(Standing standing) {
        return new Standing(
                standing.name(),
                standing.calibration(),
                standing.fit(),
                standing.test(),
                Bootstrap.intervals(standing.test(), Duel.RESAMPLES, Duel.SEED));
    }

    /** What some of the models came to on the fit split. Where an example has parts, the soft vote says which one counts. */
    private final class OnFitSplit implements FusionRule.Members {
        private final int[] members;

        OnFitSplit(int... members) {
            this.members = members;
        }

        @Override
        public List<ErrorRates> rates() {
            return Arrays.stream(members)
                    .mapToObj(m -> ErrorRates.of(alone.get(m).fit()))
                    .toList();
        }

        @Override
        public double[][] logits() {
            Fusion vote = new WeightedVote(
                    Arrays.stream(members).mapToObj(_ -> 1.0 / members.length).toList());
            return asked.fit().answers().stream()
                    .map(each -> of(each.decisive(part -> vote.logit(of(part, members))), members))
                    .toArray(double[][]::new);
        }

        @Override
        public boolean[] positive() {
            return asked.fit().truths();
        }
    }
}
