package io.haechi.onnx.compress.prune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses the channels that go: the least important ones, as many as asked for, and never all of any tensor. */
final class Choice {
    private final Places places;
    private final Map<Integer, Double> scores;
    private final Comparator<Integer> leastFirst;
    private final Set<Integer> gone = new HashSet<>();

    private Choice(Places places, Map<Integer, Double> scores) {
        this.places = places;
        this.scores = scores;
        this.leastFirst = Comparator.<Integer>comparingDouble(one -> scores.getOrDefault(one, Double.POSITIVE_INFINITY))
                .thenComparing(Comparator.naturalOrder());
    }

    /** The classes that go. */
    static Set<Integer> of(
            List<ChannelGroup> groups, Places places, Map<Integer, Double> scores, StructuredOptions options) {
        Choice choice = new Choice(places, scores);
        switch (options.scope()) {
            case PER_LAYER ->
                groups.forEach(
                        group -> choice.take(List.copyOf(group.classes()), options.share(), options.lostBefore(group)));
            case GLOBAL ->
                choice.take(
                        groups.stream()
                                .flatMap(group -> group.classes().stream())
                                .toList(),
                        options.share(),
                        groups.stream().mapToInt(options::lostBefore).sum());
        }
        choice.leaveOneEverywhere();
        groups.forEach(group -> choice.round(group, options.multipleOf()));
        return choice.gone;
    }

    private void take(List<Integer> classes, double share, int lost) {
        List<Integer> judged = classes.stream().filter(scores::containsKey).toList();
        int count = StructuredPruning.channels(share, judged.size() + lost) - lost;
        judged.stream().sorted(leastFirst).limit(Math.max(0, count)).forEach(gone::add);
    }

    /** Gives the most important channel back to every tensor that would lose all. */
    private void leaveOneEverywhere() {
        for (int[][] axes : places.all()) {
            for (int[] axis : axes) {
                if (axis.length > 0 && Arrays.stream(axis).allMatch(place -> gone.contains(places.root(place)))) {
                    Arrays.stream(axis)
                            .map(places::root)
                            .boxed()
                            .max(leastFirst)
                            .ifPresent(gone::remove);
                }
            }
        }
    }

    /** Gives channels back until the number of those that stay is such a multiple, or all stay. */
    private void round(ChannelGroup group, int multiple) {
        List<Integer> going = group.classes().stream()
                .filter(gone::contains)
                .sorted(leastFirst.reversed())
                .toList();
        int staying = group.classes().size() - going.size();
        int more = Math.min(going.size(), (multiple - staying % multiple) % multiple);
        going.subList(0, more).forEach(gone::remove);
    }
}
