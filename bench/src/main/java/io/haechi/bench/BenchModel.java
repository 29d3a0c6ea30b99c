package io.haechi.bench;

import io.haechi.onnx.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A model that somebody brings to be quantised and compared.
 *
 * @param name short, without slashes
 * @param model the ONNX file
 * @param calibration inputs by name to measure ranges and time on, one at least
 * @param tests others to compare answers on, one at least
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record BenchModel(
        String name, byte[] model, List<Map<String, Tensor>> calibration, List<Map<String, Tensor>> tests) {
    public BenchModel {
        if (calibration.isEmpty() || tests.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " needs one input to calibrate on and one to test on at least, got " + calibration.size()
                            + " and " + tests.size());
        }
        name = name.replaceAll("[^A-Za-z0-9._-]", "_");
        calibration = List.copyOf(calibration);
        tests = List.copyOf(tests);
    }
}
