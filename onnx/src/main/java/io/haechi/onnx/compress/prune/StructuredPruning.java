package io.haechi.onnx.compress.prune;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes whole filters, channels, units and attention heads out of a graph, which really gets smaller.
 *
 * <p>A filter that goes takes with it its bias, its batch normalisation, and the slice of every later weight that reads its
 * channel. Where a residual addition joins two layers both lose the same channels; a concatenation keeps count of whose
 * channels are where; behind a flattening one channel is many columns. So first every index of every axis is tied to those
 * that must go with it, operator by operator, and then the least important classes of indices go. What reaches an output of
 * the model, an inner graph, an operator without a rule or a shape only known at run time stays: the outcome is always a
 * whole graph that computes what the old one would with these channels set to zero behind every operator.
 *
 * <p>Followed are element-wise operators with broadcasting, Conv and ConvTranspose (grouped and depthwise too), Gemm, MatMul,
 * LSTM, GRU and RNN (their inputs, and their hidden units, the same ones in both directions), batch, instance and (if asked
 * for) layer normalisation, pooling, Softmax, reductions, Concat, Split, Slice, Transpose, Reshape, Flatten, Squeeze,
 * Unsqueeze, Gather, Pad and Resize. Attention heads need no rule of their own: where features are reshaped to heads times
 * size, the head is what can go; likewise the inner units of a feed-forward block.
 *
 * <p><b>When it pays.</b> Cost falls with the product of the channels before and after a layer, so half the filters of a CNN
 * are near a quarter of its work, with every runtime and without sparse kernels. <b>When not.</b> Accuracy falls at once,
 * more than with any quantisation, and comes back by fine-tuning; without training data take a small share or another method.
 * A network that is small already has little to spare.
 *
 * @see <a href="https://arxiv.org/abs/1608.08710">Li et al., Pruning Filters for Efficient ConvNets, 2017</a>
 * @see <a href="https://arxiv.org/abs/1708.06519">Liu et al., Learning Efficient Convolutional Networks through Network
 *     Slimming, 2017</a>
 * @see <a href="https://arxiv.org/abs/2301.12900">Fang et al., DepGraph: Towards Any Structural Pruning, 2023</a>
 * @see <a href="https://arxiv.org/abs/2403.18955">Wang et al., Structurally Prune Anything, 2024</a>
 */
public final class StructuredPruning {
    private StructuredPruning() {}

    /**
     * The graph without its least important channels.
     *
     * @throws ModelException if the model is quantised, its weights are not all numbers, or no channel can go
     */
    public static Pruned prune(Graph graph, StructuredOptions options) {
        Weights.requireNotQuantised(graph);
        Places places = new Places(graph);
        List<Producer> producers = Ties.tie(graph, places, options).stream()
                .filter(producer -> Weights.origin(graph, producer.weight(), producer.axis()) != null)
                .toList();
        List<ChannelGroup> groups = ChannelGroup.of(producers, places);
        Map<Integer, Double> scores = Importance.of(graph, places, producers, options.criterion());
        if (groups.stream().allMatch(group -> scores.keySet().stream().noneMatch(group.classes()::contains))) {
            throw new ModelException(
                    options.criterion() == Criterion.BATCH_NORM_SCALE && !groups.isEmpty()
                            ? "No channel can be pruned by its batch normalisation: none that could go has one. Prune by"
                                    + " L1 norm, or before normalisations are folded"
                            : "No channel can be pruned: every one reaches an output of the model, an operator that is not"
                                    + " understood, or a layer that is kept out");
        }
        Set<Integer> gone = Choice.of(groups, places, scores, options);
        if (gone.isEmpty()) {
            throw new ModelException("A share of " + options.share() + ", leaving multiples of " + options.multipleOf()
                    + ", takes no channel out of layers of at most "
                    + groups.stream()
                            .mapToInt(group -> group.classes().size())
                            .max()
                            .orElse(0)
                    + "; ask for more");
        }
        Graph smaller = Shrinking.without(graph, places, gone);
        return new Pruned(
                smaller,
                groups.stream().map(group -> described(group, gone)).toList(),
                Weights.count(graph),
                Weights.count(smaller));
    }

    /** How many channels a share of so many is, in whole ones. */
    public static int channels(double share, int of) {
        // A hair more than the product, so that 0.7 of 10 are seven in binary too.
        return (int) (share * of + 1e-9);
    }

    private static Pruned.Group described(ChannelGroup group, Set<Integer> gone) {
        int before = group.classes().size();
        int lost = (int) group.classes().stream().filter(gone::contains).count();
        return new Pruned.Group(group.layers(), before, before - lost);
    }
}
