package io.haechi.neural;

import io.haechi.onnx.WeightStorage;

final class OnnxWriter {
    private OnnxWriter() {}

    static byte[] write(Plan plan, Parameters parameters, WeightStorage storage) {
        plan.requireFits(parameters);
        throw new UnsupportedOperationException("soon " + storage);
    }
}
