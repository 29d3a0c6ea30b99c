package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Splits scores by source; see {@link SourceFigures} for what the area of a one-class source means. */
final class Sources {
    private Sources() {}

    static List<SourceFigures> of(List<Scored> scored, double threshold) {
        Map<Boolean, List<Scored>> byClass = scored.stream().collect(Collectors.partitioningBy(Scored::positive));
        Map<String, List<Scored>> bySource =
                scored.stream().collect(Collectors.groupingBy(Scored::source, TreeMap::new, Collectors.toList()));
        List<SourceFigures> result = new ArrayList<>();
        bySource.forEach((source, own) -> {
            Figures figures = figures(own, threshold);
            List<Scored> others =
                    figures.hasBoth() ? List.of() : byClass.getOrDefault(figures.positives() == 0, List.of());
            List<Scored> ranked = Stream.concat(own.stream(), others.stream()).toList();
            result.add(new SourceFigures(
                    source,
                    figures.n(),
                    figures.positives(),
                    figures.fpr(),
                    figures.fnr(),
                    figures(ranked, threshold).auc(),
                    Spread.of(figures, ranked)));
        });
        return List.copyOf(result);
    }

    /** The same by another name for each example than its source. */
    static List<SourceFigures> of(List<Scored> scored, Function<Scored, String> name, double threshold) {
        return of(
                scored.stream()
                        .map(each -> new Scored(
                                each.id(), each.positive(), each.probability(), name.apply(each), each.unsure()))
                        .toList(),
                threshold);
    }

    private static Figures figures(List<Scored> scored, double threshold) {
        int[] counts = new int[scored.size()];
        Arrays.fill(counts, 1);
        return Figures.of(Ranking.of(scored), counts, threshold);
    }
}
