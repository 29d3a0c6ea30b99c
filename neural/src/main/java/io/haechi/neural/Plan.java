package io.haechi.neural;

import io.haechi.neural.quantise.QuantisationAware;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network laid out for an input: what form goes into and comes out of each layer, and which parameters it owns. Forms
 * leave the batch out: three sizes are a picture, two a sequence, one a vector; -1 is unknown.
 *
 * @param quantisation how it is rounded to eight bits; null if it is not
 * @param sites where it is rounded; none if it is not
 */
record Plan(
        Network network,
        long[] input,
        List<Step> steps,
        @Nullable QuantisationAware quantisation,
        Sites sites) {

    /** One layer in its place. */
    record Step(
            Layer layer,
            String path,
            long[] in,
            long[] out,
            List<Weight> weights,
            List<Step> body,
            List<Step> shortcut) {

        /** The full name of one of this layer's parameters. */
        String name(String parameter) {
            return path + "." + parameter;
        }

        /** Features of the form that comes in: a sequence's or vector's last size, a picture's channels. */
        int features() {
            return (int) (in.length == 2 ? in[1] : in[0]);
        }
    }

    /** One parameter: its full name, its sizes, how it starts, and whether training moves it and decay pulls at it. */
    record Weight(String name, long[] shape, Start start, boolean isTrained, boolean decays) {}

    /** Lays a network out for an input of these sizes, the batch first. */
    static Plan of(Network network, long... inputShape) {
        if (inputShape.length < 2 || inputShape.length > 4) {
            throw new IllegalArgumentException(
                    "An input needs 2 to 4 sizes with the batch first, got " + Arrays.toString(inputShape));
        }
        long[] form = Arrays.copyOfRange(inputShape, 1, inputShape.length);
        if (network.layers().getFirst() instanceof Layer.TokenEmbedding) {
            requireBlindToPadding(network.layers());
        }
        return new Plan(network, form, chain(network.layers(), "", form), null, Sites.none());
    }

    /** Refuses layers that would mix padding into what counts. */
    private static void requireBlindToPadding(List<Layer> layers) {
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Lstm _, Layer.StatsPool _, Layer.TimeNorm _, Layer.GlobalMaxPool _, Layer.BatchNorm _ ->
                    throw new IllegalArgumentException("After TokenEmbedding there may be no " + layer
                            + ": it does not know which frames are padding");
                case Layer.Residual block -> {
                    requireBlindToPadding(block.body());
                    requireBlindToPadding(block.shortcut());
                }
                default -> {}
            }
        }
    }

    /** The same, rounded to eight bits like this; null leaves it in float. */
    static Plan of(Network network, @Nullable QuantisationAware quantisation, long... inputShape) {
        if (quantisation == null) {
            return of(network, inputShape);
        }
        Plan plan = of(new Network(network.name(), rectifiedFirst(network.layers())), inputShape);
        return new Plan(network, plan.input, plan.steps, quantisation, Sites.of(network, plan.steps));
    }

    /**
     * The same layers with each rectifier in front of a maximum pool instead of behind it, where it can be made one with a
     * convolution. The values are the same, and neither has parameters, so no name changes.
     */
    private static List<Layer> rectifiedFirst(List<Layer> layers) {
        List<Layer> moved = new ArrayList<>();
        for (Layer layer : layers) {
            moved.add(
                    layer instanceof Layer.Residual block
                            ? new Layer.Residual(rectifiedFirst(block.body()), rectifiedFirst(block.shortcut()))
                            : layer);
        }
        for (int i = 1; i < moved.size(); i++) {
            if (moved.get(i) instanceof Layer.Relu && moved.get(i - 1) instanceof Layer.MaxPool) {
                Collections.swap(moved, i - 1, i);
            }
        }
        return moved;
    }

    /** The form that comes out of the whole network. */
    long[] output() {
        return steps.getLast().out();
    }

    /** All parameters in order, ranges last. */
    List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        collect(steps, all);
        for (String range : sites.ranges()) {
            all.add(new Weight(range, new long[] {2}, Start.ZERO, false, false));
        }
        return all;
    }

    private static void collect(List<Step> steps, List<Weight> all) {
        for (Step step : steps) {
            all.addAll(step.weights());
            collect(step.body(), all);
            collect(step.shortcut(), all);
        }
    }

    /** New parameters, drawn from this seed: the same seed gives the same values whatever the order. */
    Parameters initial(long seed) {
        Map<String, Parameters.Value> values = new LinkedHashMap<>();
        for (Weight weight : weights()) {
            values.put(
                    weight.name(),
                    new Parameters.Value(weight.shape(), weight.start().values(weight, seed)));
        }
        return new Parameters(values);
    }

    /**
     * Parameters to go on from: those of another training of the same network, whether that was rounded or not. Ranges that
     * it lacks start empty, ranges that are not wanted are left out.
     */
    Parameters adopted(Parameters others) {
        Map<String, Parameters.Value> values = new LinkedHashMap<>();
        for (Weight weight : weights()) {
            Parameters.Value value = others.values().get(weight.name());
            if (value != null) {
                values.put(weight.name(), value);
            } else if (Sites.isRange(weight.name())) {
                values.put(weight.name(), new Parameters.Value(weight.shape(), new float[2]));
            }
        }
        // What the network does not have is kept, to be named by the refusal.
        others.values().forEach((name, value) -> {
            if (!Sites.isRange(name)) {
                values.putIfAbsent(name, value);
            }
        });
        Parameters adopted = new Parameters(values);
        requireFits(adopted);
        return adopted;
    }

    /** Refuses parameters that are not exactly this plan's. */
    void requireFits(Parameters parameters) {
        List<Weight> wanted = weights();
        List<String> names = wanted.stream().map(Weight::name).toList();
        if (!names.equals(List.copyOf(parameters.values().keySet()))) {
            throw new IllegalArgumentException("Network \"" + network.name() + "\" has the parameters " + names
                    + ", got " + parameters.values().keySet());
        }
        for (Weight weight : wanted) {
            long[] shape = parameters.get(weight.name()).shape();
            if (!Arrays.equals(shape, weight.shape())) {
                throw new IllegalArgumentException("Parameter " + weight.name() + " must have the shape "
                        + Arrays.toString(weight.shape()) + ", got " + Arrays.toString(shape));
            }
        }
    }

    private static List<Step> chain(List<Layer> layers, String prefix, long[] input) {
        List<Step> steps = new ArrayList<>();
        long[] form = input;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String path = prefix + i + "." + layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            Step step = step(layer, path, form);
            steps.add(step);
            form = step.out();
        }
        return List.copyOf(steps);
    }

    private static Step step(Layer layer, String path, long[] in) {
        List<Step> body = List.of();
        List<Step> shortcut = List.of();
        if (layer instanceof Layer.Residual residual) {
            body = chain(residual.body(), path + ".body.", in);
            shortcut = chain(residual.shortcut(), path + ".shortcut.", in);
            long[] around = shortcut.isEmpty() ? in : shortcut.getLast().out();
            if (!Arrays.equals(body.getLast().out(), around)) {
                throw new IllegalArgumentException(path + ": the body gives "
                        + Arrays.toString(body.getLast().out()) + ", the shortcut " + Arrays.toString(around));
            }
        }
        long[] out =
                body.isEmpty() ? Forms.after(layer, path, in) : body.getLast().out();
        return new Step(layer, path, in, out, Weights.of(layer, path, in), body, shortcut);
    }
}
