package io.haechi.neural;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Starts the convolutions of a network with those of another one's ONNX file, such as VGG-19 with a VGG-16 that knows
 * pictures: what finds edges and textures there finds them in a spectrogram too, and a deep network without normalisation
 * hardly learns from nothing.
 *
 * <p>Both are read as blocks of convolutions between maximum pools, and convolutions are taken over in order, block by
 * block, until the file has no more blocks. Where a block of the network is longer, its further convolutions start as the
 * identity, which a rectifier behind a rectifier lets pass: the network begins as exactly the function that it borrowed
 * (Chen et al., Net2Net, 2016). Where the file sees three colours and the network one grey, the kernels are summed. All
 * else, and what is shaped otherwise, starts as it would have.
 *
 * <p>If the network's first layer normalises its input, its scale starts at {@value #PIXEL_DEVIATION}, about the deviation
 * of pictures with 256 steps, which most published trunks were trained on.
 */
public final class BorrowedTrunk {
    private static final float PIXEL_DEVIATION = 64;

    private final Map<String, Value> values;
    private int borrowed;

    private BorrowedTrunk(Parameters start) {
        this.values = new LinkedHashMap<>(start.values());
    }

    /** A convolution of the file. */
    private record Kernel(Constant weight, float[] bias) {}

    /**
     * The parameters to start from.
     *
     * @param network takes {@code [N, channels, height, width]}; its first layers are a chain of convolutions and pools
     * @param seed of what is not borrowed
     * @param model the bytes of an ONNX file whose first operators are such a chain too
     * @param inputShape the network's input, batch first; -1 where unknown
     * @throws ModelException if the file has no convolution that fits the network's first one
     */
    public static Parameters of(Network network, long seed, byte[] model, long... inputShape) {
        Plan plan = Plan.of(network, inputShape);
        BorrowedTrunk trunk = new BorrowedTrunk(plan.initial(seed));
        trunk.fill(blocks(plan.steps()), blocks(Graph.read(model)));
        if (trunk.borrowed == 0) {
            throw new ModelException("The file's convolutions do not fit those of network \"" + network.name()
                    + "\": give the ONNX file of a trunk with the same blocks, such as a VGG-16 for vgg19");
        }
        if (plan.steps().getFirst().layer() instanceof Layer.BatchNorm) {
            String scale = plan.steps().getFirst().name("scale");
            float[] wide = new float[(int) plan.steps().getFirst().in()[0]];
            Arrays.fill(wide, PIXEL_DEVIATION);
            trunk.values.put(scale, new Value(new long[] {wide.length}, wide));
        }
        return new Parameters(trunk.values);
    }

    private static List<List<Plan.Step>> blocks(List<Plan.Step> steps) {
        List<List<Plan.Step>> blocks = new ArrayList<>(List.of(new ArrayList<>()));
        for (Plan.Step step : steps) {
            if (step.layer() instanceof Layer.MaxPool) {
                blocks.add(new ArrayList<>());
            } else if (step.layer() instanceof Layer.Conv2d) {
                blocks.getLast().add(step);
            }
        }
        return blocks;
    }

    private static List<List<Kernel>> blocks(Graph graph) {
        List<List<Kernel>> blocks = new ArrayList<>(List.of(new ArrayList<>()));
        for (Node node : graph.nodes()) {
            if (node.is("MaxPool")) {
                blocks.add(new ArrayList<>());
            } else if (node.is("Conv")) {
                Constant weight = graph.constant(node.input(1));
                Constant bias = node.inputs().size() < 3 ? null : graph.constant(node.input(2));
                if (weight == null || !weight.isFloat() || weight.rank() != 4) {
                    return blocks;
                }
                blocks.getLast()
                        .add(new Kernel(weight, bias == null ? new float[(int) weight.dims()[0]] : bias.floats()));
            }
        }
        return blocks;
    }

    private void fill(List<List<Plan.Step>> ours, List<List<Kernel>> theirs) {
        for (int b = 0; b < Math.min(ours.size(), theirs.size()); b++) {
            List<Kernel> kernels = theirs.get(b);
            for (int i = 0; i < ours.get(b).size() && !kernels.isEmpty(); i++) {
                Plan.Step step = ours.get(b).get(i);
                if (i >= kernels.size() ? !isSquare(step) : !fits(step, kernels.get(i))) {
                    return;
                }
                if (i < kernels.size()) {
                    borrow(step, kernels.get(i));
                } else {
                    pass(step);
                }
            }
        }
    }

    private long[] shape(Plan.Step step) {
        return Objects.requireNonNull(values.get(step.name("weight"))).shape();
    }

    /** Whether as many channels come out as go in, so that it can begin as the identity. */
    private boolean isSquare(Plan.Step step) {
        long[] shape = shape(step);
        return shape[0] == shape[1] && shape[2] % 2 == 1 && shape[3] % 2 == 1;
    }

    private boolean fits(Plan.Step step, Kernel kernel) {
        long[] shape = shape(step);
        long[] dims = kernel.weight().dims();
        return shape[0] == dims[0]
                && (shape[1] == dims[1] || shape[1] == 1)
                && shape[2] == dims[2]
                && shape[3] == dims[3];
    }

    private void borrow(Plan.Step step, Kernel kernel) {
        long[] shape = shape(step);
        float[] floats = kernel.weight().floats();
        int from = (int) kernel.weight().dims()[1];
        put(step, shape[1] == from ? floats : grey(floats, from, (int) (shape[2] * shape[3])), kernel.bias());
        borrowed++;
    }

    /** Kernels of one channel: each the sum over the channels that there were. */
    private static float[] grey(float[] kernels, int channels, int size) {
        float[] sums = new float[kernels.length / channels];
        for (int i = 0; i < kernels.length; i++) {
            sums[i / (channels * size) * size + i % size] += kernels[i];
        }
        return sums;
    }

    private void pass(Plan.Step step) {
        long[] shape = shape(step);
        int channels = (int) shape[0];
        int size = (int) (shape[2] * shape[3]);
        float[] identity = new float[channels * channels * size];
        IntStream.range(0, channels).forEach(c -> identity[(c * channels + c) * size + size / 2] = 1);
        put(step, identity, new float[channels]);
    }

    private void put(Plan.Step step, float[] weight, float[] bias) {
        values.put(step.name("weight"), new Value(shape(step), weight));
        if (values.containsKey(step.name("bias"))) {
            values.put(step.name("bias"), new Value(new long[] {bias.length}, bias));
        }
    }
}
