package io.haechi.onnx.compress;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxEnvironment;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a graph without inputs computes. The runtime itself computes it, so every operator, in every version of it,
 * gives what it would have given in the running model.
 */
final class Evaluation {
    private Evaluation() {}

    /**
     * The outputs by name.
     *
     * @throws ModelException if the runtime refuses the graph, or an output is not a tensor of numbers
     */
    static Map<String, Constant> of(Graph graph) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Otherwise the runtime would fold the constants itself, and then once more.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = OnnxEnvironment.get().createSession(graph.toBytes(), options);
                    OrtSession.Result result = session.run(Map.of())) {
                Map<String, Constant> constants = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> entry : result) {
                    constants.put(entry.getKey(), constant(entry.getKey(), entry.getValue()));
                }
                return constants;
            }
        } catch (OrtException | IllegalArgumentException e) {
            throw new ModelException("The runtime does not compute " + graph.nodes() + ": " + e.getMessage(), e);
        }
    }

    private static Constant constant(String name, OnnxValue value) {
        if (value instanceof OnnxTensor tensor) {
            // The runtime numbers its types otherwise than the format, but names them alike.
            String type = tensor.getInfo().onnxType.name().substring("ONNX_TENSOR_ELEMENT_DATA_TYPE_".length());
            ByteBuffer buffer = tensor.getByteBuffer();
            if (buffer != null) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                return Constant.raw(
                        DataType.valueOf(type), bytes, tensor.getInfo().getShape());
            }
        }
        throw new ModelException("The tensor \"" + name + "\" does not hold numbers");
    }
}
