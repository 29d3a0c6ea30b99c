package io.haechi.neural;

import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.prune.Pruned;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.prune.StructuredPruning;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network that lost channels, and can be trained on: its layers as data, smaller, and the weights that are left.
 *
 * <p>What channels go is decided by {@link StructuredPruning} on the network's ONNX graph; here the outcome is read back, so
 * that the network trained on is exactly the pruned graph. The usual way: train, prune, {@linkplain Trainer#fit train on}
 * from these parameters, with the whole rate, and again for more than half of the channels; {@link
 * io.haechi.neural.compress.FineTuning} does that.
 *
 * <p>Left alone is what a {@link Layer} cannot say: attention has as many features inside as outside, so its heads and width
 * stay; likewise the channels that a {@link Layer.SqueezeExcite} scales and the width under a {@link
 * Layer.PositionalEncoding}. (In the exported graph heads can be pruned all the same, only not trained on.)
 *
 * @param network the smaller network
 * @param parameters its weights
 * @param outcome what went
 */
public record PrunedNetwork(Network network, Parameters parameters, Pruned outcome) {

    /**
     * The network without its least important channels.
     *
     * @param inputShape the input's sizes with the batch first; -1 where only known when the model runs. Behind a {@link
     *     Layer.Flatten} channels can only go if the sizes are known
     * @param options layers are kept out by their place and kind, as parameters name them ({@code "3.conv2d"}), parameters by
     *     their whole name
     * @throws io.haechi.core.ModelException if the weights are not all numbers, or no channel can go
     * @throws IllegalArgumentException if network, parameters and shape do not fit together
     */
    public static PrunedNetwork of(
            Network network, Parameters parameters, long[] inputShape, StructuredOptions options) {
        Plan plan = Plan.of(network, inputShape);
        Graph graph = Graph.read(OnnxWriter.write(plan, parameters, WeightStorage.FLOAT32));
        Set<String> kept = new HashSet<>(options.kept());
        for (String constant : graph.constants().keySet()) {
            if (options.kept().stream().anyMatch(place -> constant.startsWith(place + "."))) {
                kept.add(constant);
            }
        }
        keepUnsayable(plan.steps(), kept);
        Pruned outcome = StructuredPruning.prune(graph, options.withKept(kept));
        byte[] model = outcome.graph().toBytes();
        Network smaller = sizedAs(network, model, inputShape);
        return new PrunedNetwork(smaller, OnnxReader.read(Plan.of(smaller, inputShape), model), outcome);
    }

    /** Adds the constants of layers whose sizes inside and outside hang together. */
    private static void keepUnsayable(List<Plan.Step> steps, Set<String> kept) {
        for (Plan.Step step : steps) {
            if (step.layer() instanceof Layer.SelfAttention || step.layer() instanceof Layer.SqueezeExcite) {
                step.weights().forEach(weight -> kept.add(weight.name()));
            } else if (step.layer() instanceof Layer.PositionalEncoding) {
                kept.add(step.name("table"));
            }
            keepUnsayable(step.body(), kept);
            keepUnsayable(step.shortcut(), kept);
        }
    }

    /**
     * The network with its layers as large as in a model that was pruned after it was exported, to train on from a package:
     * {@link Parameters#ofModel} of this network and the same bytes gives the weights.
     *
     * @param network the architecture that the model was first written from
     * @param model the bytes of the ONNX file
     * @param inputShape as when it was written
     */
    public static Network sizedAs(Network network, byte[] model, long... inputShape) {
        Graph graph = Graph.read(model);
        return new Network(network.name(), sized(Plan.of(network, inputShape).steps(), graph));
    }

    private static List<Layer> sized(List<Plan.Step> steps, Graph graph) {
        List<Layer> layers = new ArrayList<>();
        for (Plan.Step step : steps) {
            layers.add(
                    switch (step.layer()) {
                        case Layer.Conv2d conv ->
                            new Layer.Conv2d(
                                    size(graph, step.name("weight"), 0),
                                    conv.kernelH(),
                                    conv.kernelW(),
                                    conv.strideH(),
                                    conv.strideW(),
                                    conv.padding(),
                                    conv.bias());
                        case Layer.Dense _ -> new Layer.Dense(size(graph, step.name("bias"), 0));
                        case Layer.Lstm lstm ->
                            new Layer.Lstm(
                                    size(graph, step.name("state"), 2), lstm.bidirectional(), lstm.returnSequence());
                        case Layer.Embedding embedding ->
                            new Layer.Embedding(embedding.vocabulary(), size(graph, step.name("weight"), 1));
                        case Layer.Residual _ ->
                            new Layer.Residual(sized(step.body(), graph), sized(step.shortcut(), graph));
                        default -> step.layer();
                    });
        }
        return layers;
    }

    private static int size(Graph graph, String name, int axis) {
        Constant constant = OnnxReader.constant(graph, name);
        return (int) constant.dims()[axis];
    }
}
