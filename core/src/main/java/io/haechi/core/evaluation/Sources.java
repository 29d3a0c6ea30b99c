package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            double auc = figures.auc();
            if (!figures.hasBoth()) {
                List<Scored> others = byClass.getOrDefault(figures.positives() == 0, List.of());
                auc = figures(Stream.concat(own.stream(), others.stream()).toList(), threshold)
                        .auc();
            }
            result.add(new SourceFigures(source, figures.n(), figures.positives(), figures.fpr(), figures.fnr(), auc));
        });
        return List.copyOf(result);
    }

    private static Figures figures(List<Scored> scored, double threshold) {
        int[] counts = new int[scored.size()];
        Arrays.fill(counts, 1);
        return Figures.of(Ranking.of(scored), counts, threshold);
    }
}
