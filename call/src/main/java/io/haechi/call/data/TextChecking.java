package io.haechi.call.data;

import io.haechi.core.Example;
import io.haechi.core.data.DataCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is in a folder of texts, and what in it would make a figure lie: the same text (but for spaces, signs and digits) in
 * two splits, a call in two splits, empty texts.
 */
public final class TextChecking {
    /** Short sentences such as "네 알겠습니다" are the same in any two calls: that is no leak. */
    private static final int LEAST_LETTERS = 20;

    private static final int FEW = 20;

    private final TextFolder data;
    private final List<Example<String>> examples;

    private TextChecking(TextFolder data) {
        this.data = data;
        this.examples = data.entries().stream().map(TextEntry::example).toList();
    }

    /** Checks a folder. */
    public static DataCheck of(TextFolder data) {
        return new TextChecking(data).check();
    }

    private DataCheck check() {
        Map<String, Map<String, Map<String, Integer>>> counts = counts();
        Map<String, String> empty = new TreeMap<>();
        Map<String, List<Example<String>>> byLetters = new TreeMap<>();
        for (Example<String> each : examples) {
            String letters = letters(each.input());
            if (letters.isEmpty()) {
                empty.put(each.id(), "holds no letter");
            } else if (letters.length() >= LEAST_LETTERS) {
                byLetters.computeIfAbsent(letters, _ -> new ArrayList<>()).add(each);
            }
        }
        List<List<Example<String>>> equal =
                byLetters.values().stream().filter(same -> same.size() > 1).toList();
        return new DataCheck(
                examples.size(),
                counts,
                ids(equal, TextChecking::crossesSplits),
                ids(equal, same -> !crossesSplits(same)),
                groupsAcrossSplits(),
                empty,
                warnings(counts, equal));
    }

    private Map<String, Map<String, Map<String, Integer>>> counts() {
        Map<String, Map<String, Map<String, Integer>>> counts = new TreeMap<>();
        for (Example<String> each : examples) {
            counts.computeIfAbsent(each.split(), _ -> new TreeMap<>())
                    .computeIfAbsent(label(each.positive()), _ -> new TreeMap<>())
                    .merge(each.source(), 1, Integer::sum);
        }
        return counts;
    }

    private String label(boolean positive) {
        return positive ? data.problem().positiveLabel() : data.problem().negativeLabel();
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

    private List<String> warnings(
            Map<String, Map<String, Map<String, Integer>>> counts, List<List<Example<String>>> equal) {
        List<String> warnings = new ArrayList<>();
        if (!data.isGrouped()) {
            warnings.add("Nothing is known about which sentences belong to one call.");
        }
        counts.forEach((split, byLabel) -> {
            for (boolean positive : new boolean[] {false, true}) {
                int n = byLabel.getOrDefault(label(positive), Map.of()).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                if (n < FEW) {
                    warnings.add("Split \"" + split + "\" has only " + n + " \"" + label(positive)
                            + "\": figures on it will be rough or undefined.");
                }
            }
        });
        long contradictions = equal.stream()
                .filter(same -> same.stream().map(Example::positive).distinct().count() > 1)
                .count();
        if (contradictions > 0) {
            warnings.add(contradictions + " texts carry both labels.");
        }
        long oneClass = data.sources().stream().filter(this::isOfOneClass).count();
        if (oneClass > 0) {
            warnings.add(oneClass + " of " + data.sources().size()
                    + " sources hold one class only: a model that tells sources apart by their style looks good here."
                    + " Leave sources out ('compare --leave-one-source-out') before you believe a figure.");
        }
        return warnings;
    }

    private boolean isOfOneClass(String source) {
        return examples.stream()
                        .filter(each -> each.source().equals(source))
                        .map(Example::positive)
                        .distinct()
                        .count()
                == 1;
    }

    private static boolean crossesSplits(List<Example<String>> same) {
        return same.stream().map(Example::split).distinct().count() > 1;
    }

    private static List<List<String>> ids(List<List<Example<String>>> equal, Predicate<List<Example<String>>> which) {
        return equal.stream()
                .filter(which)
                .map(same -> same.stream().map(Example::id).sorted().toList())
                .sorted((a, b) -> a.getFirst().compareTo(b.getFirst()))
                .toList();
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
