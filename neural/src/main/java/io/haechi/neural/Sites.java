package io.haechi.neural;

import io.haechi.neural.Plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a network is rounded to eight bits: one answer for the network as it trains and as it runs, so that the two cannot
 * differ.
 *
 * <p>A convolution takes rounded values and gives rounded ones; batch normalisation right behind it is folded into its
 * weights, and a rectifier behind that happens before the rounding. A dense layer takes rounded values likewise, but gives
 * them only where a layer that wants them follows, as do the sum of a residual block of which both parts are rounded and the
 * mean of an average pool of rounded values: so the answer of a network keeps all its digits. Layers that only choose,
 * reorder or drop values leave them rounded as they are. All others work in float and give floats, dense layers of fewer than
 * {@value #SMALLEST_DENSE} weights among them, since there is nothing to gain.
 *
 * <p>Each place has a name, under which the range stands among the parameters.
 */
final class Sites {
    private static final String INPUT = ".input_range";
    private static final String OUTPUT = ".output_range";
    /** Dense layers with fewer weights than this stay in float. */
    private static final int SMALLEST_DENSE = 256;

    private final Map<String, String> before = new HashMap<>();
    private final Map<String, String> after = new HashMap<>();
    private final Map<String, String> again = new HashMap<>();
    private final Map<String, String> incoming = new HashMap<>();
    private final Map<String, Step> norms = new HashMap<>();
    private final Set<String> folded = new HashSet<>();
    private final Set<String> ranges = new LinkedHashSet<>();
    private final List<String> floats = new ArrayList<>();

    private Sites() {}

    /** Whether a parameter of this name is a range. */
    static boolean isRange(String parameter) {
        return parameter.endsWith(INPUT) || parameter.endsWith(OUTPUT);
    }

    /** A network without any. */
    static Sites none() {
        return new Sites();
    }

    /** Those of the network with these steps; IllegalArgumentException if nothing in it can be rounded. */
    static Sites of(Network network, List<Step> steps) {
        Sites sites = new Sites();
        sites.chain(steps, null, false);
        if (sites.incoming.isEmpty()) {
            throw new IllegalArgumentException("Network \"" + network.name()
                    + "\" has no Conv2d and no Dense layer that could run with 8-bit integers");
        }
        return sites;
    }

    /** Whether this convolution or dense layer has integer weights. */
    boolean hasIntegerWeights(Step step) {
        return incoming.containsKey(step.path());
    }

    /** The range of what an integer layer takes. */
    String incoming(Step step) {
        String range = incoming.get(step.path());
        if (range == null) {
            throw new IllegalStateException(step.path() + " works in float");
        }
        return range;
    }

    /** The range to which a step's input is rounded first; null if it is taken as it comes. */
    @Nullable
    String before(Step step) {
        return before.get(step.path());
    }

    /** The range to which a step's output is rounded; null if it stays as it is. */
    @Nullable
    String after(Step step) {
        return after.get(step.path());
    }

    /** The range to whose grid a step's output belongs because its input did; null if there is none. */
    @Nullable
    String again(Step step) {
        return again.get(step.path());
    }

    /** The normalisation that is folded into this layer's weights; null if there is none. */
    @Nullable
    Step norm(Step step) {
        return norms.get(step.path());
    }

    /** Whether a normalisation is folded into the layer before it. */
    boolean isFolded(Step step) {
        return folded.contains(step.path());
    }

    /** The names of all ranges, in the network's order. */
    Set<String> ranges() {
        return ranges;
    }

    /** The paths of the layers that work in float although they have weights. */
    List<String> floats() {
        return floats;
    }

    /**
     * Walks a chain.
     *
     * @param fed the range of what goes in; null for floats
     * @param isWanted whether what comes after the chain wants rounded values
     * @return the range of what comes out; null for floats
     */
    private @Nullable String chain(List<Step> steps, @Nullable String fed, boolean isWanted) {
        String range = fed;
        int i = 0;
        while (i < steps.size()) {
            Step step = steps.get(i);
            int last = last(steps, i);
            boolean isWantedHere = leads(steps, last + 1, isWanted);
            if (passesOn(step.layer())) {
                range = isWantedHere ? range : null;
                again(step, range);
            } else {
                boolean isRounded = visit(step, range, isWantedHere);
                range = isRounded ? output(steps.get(last)) : null;
            }
            i = last + 1;
        }
        return range;
    }

    /** Notes what one step takes, and says whether what it gives is rounded. */
    private boolean visit(Step step, @Nullable String fed, boolean isWanted) {
        if (isInteger(step)) {
            incoming.put(step.path(), fed != null ? fed : input(step));
            // There are integer kernels that give floats for products of matrices, none for convolutions.
            return isWanted || step.layer() instanceof Layer.Conv2d;
        }
        return switch (step.layer()) {
            case Layer.AveragePool _, Layer.GlobalAveragePool _ -> fed != null && isWanted;
            case Layer.Residual _ -> {
                boolean isFirst = fed == null && isInteger(step.body().getFirst());
                String range = isFirst ? input(step) : fed;
                String body = chain(step.body(), range, isWanted);
                String shortcut = chain(step.shortcut(), range, isWanted);
                yield body != null && shortcut != null && isWanted;
            }
            default -> {
                if (!step.weights().isEmpty()) {
                    floats.add(step.path());
                }
                yield false;
            }
        };
    }

    /** The index of the last step that happens before the rounding of the one at this index. */
    private int last(List<Step> steps, int index) {
        Step step = steps.get(index);
        boolean isInteger = isInteger(step);
        int last = index;
        if (isInteger && isA(Layer.BatchNorm.class, steps, last + 1)) {
            last++;
            norms.put(step.path(), steps.get(last));
            folded.add(steps.get(last).path());
        }
        boolean mayRectify = isInteger || step.layer() instanceof Layer.Residual;
        return mayRectify && isA(Layer.Relu.class, steps, last + 1) ? last + 1 : last;
    }

    private static boolean isA(Class<? extends Layer> kind, List<Step> steps, int index) {
        return index < steps.size() && kind.isInstance(steps.get(index).layer());
    }

    /** Whether rounded values given to the step at this index reach a layer that wants them. */
    private static boolean leads(List<Step> steps, int index, boolean isWantedBeyond) {
        for (Step step : steps.subList(index, steps.size())) {
            if (isInteger(step) || step.layer() instanceof Layer.Residual block && leadsInside(step, block)) {
                return true;
            }
            boolean isAverage =
                    step.layer() instanceof Layer.AveragePool || step.layer() instanceof Layer.GlobalAveragePool;
            if (!isAverage && !passesOn(step.layer())) {
                return false;
            }
        }
        return isWantedBeyond;
    }

    private static boolean leadsInside(Step step, Layer.Residual block) {
        return leads(step.body(), 0, false) || !block.shortcut().isEmpty() && leads(step.shortcut(), 0, false);
    }

    /** Whether a layer's weights become integers: convolutions, and dense layers that are worth it. */
    private static boolean isInteger(Step step) {
        return step.layer() instanceof Layer.Conv2d
                || step.layer() instanceof Layer.Dense dense
                        && (long) dense.units() * step.features() >= SMALLEST_DENSE;
    }

    private void again(Step step, @Nullable String range) {
        if (range != null) {
            again.put(step.path(), range);
        }
    }

    private String input(Step step) {
        String range = step.path() + INPUT;
        ranges.add(range);
        before.put(step.path(), range);
        return range;
    }

    private String output(Step step) {
        String range = step.path() + OUTPUT;
        ranges.add(range);
        after.put(step.path(), range);
        return range;
    }

    /** Whether what comes out of a layer are some of the values that go in, or zeros, and so on the same grid. */
    private static boolean passesOn(Layer layer) {
        return switch (layer) {
            case Layer.Relu _,
                    Layer.MaxPool _,
                    Layer.GlobalMaxPool _,
                    Layer.MaxFeatureMap _,
                    Layer.Flatten _,
                    Layer.ToSequence _,
                    Layer.BandsToChannels _,
                    Layer.Dropout _ -> true;
            case Layer.Conv2d _,
                    Layer.BatchNorm _,
                    Layer.LeakyRelu _,
                    Layer.Gelu _,
                    Layer.Sigmoid _,
                    Layer.Tanh _,
                    Layer.AveragePool _,
                    Layer.GlobalAveragePool _,
                    Layer.StatsPool _,
                    Layer.Dense _,
                    Layer.Residual _,
                    Layer.SqueezeExcite _,
                    Layer.Lstm _,
                    Layer.SelfAttention _,
                    Layer.LayerNorm _,
                    Layer.TimeNorm _,
                    Layer.Rescale _,
                    Layer.PositionalEncoding _,
                    Layer.FirstFrame _,
                    Layer.TokenEmbedding _,
                    Layer.Embedding _ -> false;
        };
    }
}
