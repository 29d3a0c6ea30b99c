package io.haechi.core.data;

import io.haechi.core.Example;
import io.haechi.core.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The work behind {@link DataCheck}. */
final class DataChecking {
    /** A class with fewer examples in a split gives figures that mean little. */
    private static final int FEW = 20;

    private final DataFolder data;
    private final List<Example<Path>> examples;
    private final Map<String, String> unreadable = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    DataChecking(DataFolder data) {
        this.data = data;
        this.examples = data.entries().stream().map(Entry::example).toList();
    }

    DataCheck check() {
        Map<String, Map<String, Map<String, Integer>>> counts = counts();
        List<List<Example<Path>>> equal = equalFiles();
        Map<String, List<String>> groups = data.isGrouped() ? groupsAcrossSplits() : Map.of();
        warn(counts, equal);
        return new DataCheck(
                examples.size(),
                counts,
                ids(equal, DataChecking::crossesSplits),
                ids(equal, same -> !crossesSplits(same)),
                groups,
                unreadable,
                warnings);
    }

    private Map<String, Map<String, Map<String, Integer>>> counts() {
        Map<String, Map<String, Map<String, Integer>>> counts = new TreeMap<>();
        for (Example<Path> example : examples) {
            counts.computeIfAbsent(example.split(), split -> new TreeMap<>())
                    .computeIfAbsent(label(example), label -> new TreeMap<>())
                    .merge(example.source(), 1, Integer::sum);
        }
        return counts;
    }

    private String label(Example<Path> example) {
        return example.positive()
                ? data.problem().positiveLabel()
                : data.problem().negativeLabel();
    }

    private List<List<Example<Path>>> equalFiles() {
        Map<String, List<Example<Path>>> byHash = new TreeMap<>();
        for (Example<Path> example : examples) {
            try {
                if (!Files.isRegularFile(example.input())) {
                    unreadable.put(example.id(), "missing");
                } else if (Files.size(example.input()) == 0) {
                    unreadable.put(example.id(), "empty");
                } else {
                    byHash.computeIfAbsent(Sha256.of(example.input()), hash -> new ArrayList<>())
                            .add(example);
                }
            } catch (IOException e) {
                unreadable.put(example.id(), "cannot be read: " + e.getMessage());
            }
        }
        return byHash.values().stream().filter(same -> same.size() > 1).toList();
    }

    private Map<String, List<String>> groupsAcrossSplits() {
        Map<String, TreeSet<String>> splits = examples.stream()
                .collect(Collectors.groupingBy(
                        Example::group,
                        TreeMap::new,
                        Collectors.mapping(Example::split, Collectors.toCollection(TreeSet::new))));
        Map<String, List<String>> crossing = new TreeMap<>();
        splits.forEach((group, in) -> {
            if (in.size() > 1) {
                crossing.put(group, List.copyOf(in));
            }
        });
        return crossing;
    }

    private static boolean crossesSplits(List<Example<Path>> same) {
        return same.stream().map(Example::split).distinct().count() > 1;
    }

    private static List<List<String>> ids(List<List<Example<Path>>> equal, Predicate<List<Example<Path>>> which) {
        return equal.stream()
                .filter(which)
                .map(same -> same.stream().map(Example::id).sorted().toList())
                .sorted((a, b) -> a.getFirst().compareTo(b.getFirst()))
                .toList();
    }

    private void warn(Map<String, Map<String, Map<String, Integer>>> counts, List<List<Example<Path>>> equal) {
        if (!data.isGrouped()) {
            warnings.add("Nothing is known about groups (speakers, calls, scenes): what looks new in one split may be"
                    + " known from another.");
        }
        counts.forEach((split, byLabel) -> {
            for (String label :
                    List.of(data.problem().negativeLabel(), data.problem().positiveLabel())) {
                int n = byLabel.getOrDefault(label, Map.of()).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                if (n == 0) {
                    warnings.add("Split \"" + split + "\" has no \"" + label
                            + "\": figures that need both classes are undefined there.");
                } else if (n < FEW) {
                    warnings.add("Split \"" + split + "\" has only " + n + " \"" + label
                            + "\": figures on it will be rough.");
                }
            }
        });
        long contradictions = equal.stream()
                .filter(same -> same.stream().map(Example::positive).distinct().count() > 1)
                .count();
        if (contradictions > 0) {
            warnings.add(contradictions + " files of equal content carry both labels.");
        }
    }
}
