package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Locale;

/**
 * A graph with zeros among its weights.
 *
 * @param graph as large as before
 * @param layers what could be pruned, in the graph's order
 * @param gzipBytesBefore size of the model file under gzip
 * @param gzipBytesAfter the same with the zeros
 */
public record Sparse(Graph graph, List<Layer> layers, long gzipBytesBefore, long gzipBytesAfter) {

    public Sparse {
        layers = List.copyOf(layers);
    }

    /**
     * One weight.
     *
     * @param weight the constant's name
     * @param count how many values it has
     * @param zeros how many of them are zero now
     */
    public record Layer(String weight, long count, long zeros) {}

    /** The share of zeros among the weights that could be pruned. */
    public double sparsity() {
        long zeros = layers.stream().mapToLong(Layer::zeros).sum();
        return (double) zeros / layers.stream().mapToLong(Layer::count).sum();
    }

    /** The outcome in a few words, for people: what it brings, and what not. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%.1f %% of the weights of %d layers are zero. The file compresses better (gzip: %,d bytes, before"
                        + " %,d), which saves downloads. It is as large once unpacked and no faster: dense kernels multiply"
                        + " by zero as by any number. For speed take whole channels out (structured pruning).",
                100 * sparsity(),
                layers.size(),
                gzipBytesAfter,
                gzipBytesBefore);
    }
}
