package io.haechi.neural.compress;

import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.PrunedNetwork;
import io.haechi.onnx.compress.prune.Pruned;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.prune.StructuredPruning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network that loses channels in several cuts; between them it may be trained on. */
final class ChannelPruning {
    private final long[] inputShape;
    private final StructuredOptions options;
    /** What a single cut would come to: how many channels there were. */
    private final Pruned whole;

    private final Map<String, Integer> lost = new HashMap<>();
    private Network network;
    private Parameters parameters;

    /**
     * Before the first cut.
     *
     * @param options what is to be gone in the end
     * @throws io.haechi.core.ModelException if that cannot go: better said now than after hours of training
     */
    ChannelPruning(Network network, Parameters parameters, long[] inputShape, StructuredOptions options) {
        this.network = network;
        this.parameters = parameters;
        this.inputShape = inputShape;
        this.options = options;
        this.whole = PrunedNetwork.of(network, parameters, inputShape, options).outcome();
    }

    Network network() {
        return network;
    }

    Parameters parameters() {
        return parameters;
    }

    /** What training made of them. */
    void learnt(Parameters trained) {
        this.parameters = trained;
    }

    /** Cuts until this share of the channels that there were at first is gone; does nothing where that is no whole one more. */
    void cutTo(double share) {
        if (due(share) <= lost(whole.groups())) {
            return;
        }
        PrunedNetwork cut = PrunedNetwork.of(network, parameters, inputShape, options.onwards(share, lost));
        network = cut.network();
        parameters = cut.parameters();
        for (Pruned.Group group : cut.outcome().groups()) {
            group.layers().forEach(layer -> lost.merge(layer, group.before() - group.after(), Integer::sum));
        }
    }

    private int due(double share) {
        List<Integer> sizes = whole.groups().stream().map(Pruned.Group::before).toList();
        return options.scope() == Scope.GLOBAL
                ? StructuredPruning.channels(
                        share, sizes.stream().mapToInt(size -> size).sum())
                : sizes.stream()
                        .mapToInt(size -> StructuredPruning.channels(share, size))
                        .sum();
    }

    private int lost(List<Pruned.Group> groups) {
        return groups.stream()
                .mapToInt(group -> lost.getOrDefault(group.layers().getFirst(), 0))
                .sum();
    }

    /** How many channels went of how many. */
    String summary() {
        return lost(whole.groups()) + " of "
                + whole.groups().stream().mapToInt(Pruned.Group::before).sum() + " channels went, in "
                + whole.groups().size() + " groups.";
    }
}
