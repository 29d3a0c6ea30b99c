package io.haechi.onnx.compress.prune;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Classes of places that stand side by side in the same weights: the channels of one layer, or of all layers that a residual
 * addition ties together. A share is taken of a group.
 *
 * @param producers the weights that make these channels
 * @param classes the channels, each a class of {@link Places}
 */
record ChannelGroup(List<Producer> producers, Set<Integer> classes) {

    /** The groups of a graph, in its order; what is fixed, or tied to all others, is in none. */
    static List<ChannelGroup> of(List<Producer> producers, Places places) {
        List<ChannelGroup> groups = new ArrayList<>();
        for (Producer producer : producers) {
            Set<Integer> classes = classes(producer, places);
            if (classes.isEmpty()) {
                continue;
            }
            ChannelGroup merged = new ChannelGroup(new ArrayList<>(), new LinkedHashSet<>());
            for (Iterator<ChannelGroup> all = groups.iterator(); all.hasNext(); ) {
                ChannelGroup group = all.next();
                if (group.classes.stream().anyMatch(classes::contains)) {
                    merged.producers.addAll(group.producers);
                    merged.classes.addAll(group.classes);
                    all.remove();
                }
            }
            merged.producers.add(producer);
            merged.classes.addAll(classes);
            groups.add(merged);
        }
        // The only channel of a group could never go.
        groups.removeIf(group -> group.classes.size() == 1);
        return groups;
    }

    private static Set<Integer> classes(Producer producer, Places places) {
        Set<Integer> classes = new LinkedHashSet<>();
        for (int place : places.known(producer.weight())[producer.axis()]) {
            if (!places.isFixed(place)) {
                classes.add(places.root(place));
            }
        }
        return classes;
    }

    /** The names of the operators, each once. */
    List<String> layers() {
        return producers.stream()
                .map(producer -> producer.node().name().isEmpty()
                        ? producer.node().output()
                        : producer.node().name())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .toList();
    }
}
