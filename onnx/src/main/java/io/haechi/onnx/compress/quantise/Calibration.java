package io.haechi.onnx.compress.quantise;

import java.util.Map;

/**
 * What a float model's tensors are like on calibration examples: measured once, it serves any choice among the layers.
 *
 * @param ranges of the tensors that become bytes, by name
 * @param means of each channel of the tensors that quantised layers take, by name; empty where biases are not to be corrected
 */
public record Calibration(Map<String, Range> ranges, Map<String, float[]> means) {
    public Calibration {
        ranges = Map.copyOf(ranges);
        means = Map.copyOf(means);
    }
}
