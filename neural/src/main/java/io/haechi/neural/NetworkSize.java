package io.haechi.neural;

import io.haechi.onnx.WeightStorage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many numbers a network has, without drawing or training them.
 *
 * @param trained numbers that training moves
 * @param statistics running means and variances of batch normalisation, which it only keeps
 */
public record NetworkSize(long trained, long statistics) {

    /** The size of a network for an input of these sizes, the batch first; -1 where only known when the model runs. */
    public static NetworkSize of(Network network, long... inputShape) {
        long trained = 0;
        long statistics = 0;
        for (Plan.Weight weight : Plan.of(network, inputShape).weights()) {
            long count = Arrays.stream(weight.shape()).reduce(1, Math::multiplyExact);
            if (weight.isTrained()) {
                trained += count;
            } else {
                statistics += count;
            }
        }
        return new NetworkSize(trained, statistics);
    }

    /** The network as an ONNX model with nothing but zeros for numbers: to be looked at, not to be run. */
    public static byte[] blank(Network network, WeightStorage storage, long... inputShape) {
        Map<String, Parameters.Value> zeros = new LinkedHashMap<>();
        for (Plan.Weight weight : Plan.of(network, inputShape).weights()) {
            long count = Arrays.stream(weight.shape()).reduce(1, Math::multiplyExact);
            zeros.put(weight.name(), new Parameters.Value(weight.shape(), new float[Math.toIntExact(count)]));
        }
        return OnnxExport.bytes(network, new Parameters(zeros), inputShape, storage);
    }
}
