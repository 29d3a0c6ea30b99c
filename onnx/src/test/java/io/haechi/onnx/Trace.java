package io.haechi.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.haechi.onnx.graph.Value;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the runtime makes of every tensor of a model: the truth that shape inference is held against. */
public final class Trace {
    private Trace() {}

    /** Type and sizes of every tensor that a node of the outer graph makes, when the model runs on these inputs. */
    public static Map<String, Value> of(byte[] model, Map<String, Tensor> inputs) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            Map<String, OnnxTensor> feeds = new HashMap<>();
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                feeds.put(input.getKey(), feed(input.getValue()));
            }
            Map<String, Value> values = new HashMap<>();
            try (OrtSession session = OnnxEnvironment.get().createSession(exposed(model), options);
                    OrtSession.Result result = session.run(feeds)) {
                for (Map.Entry<String, OnnxValue> entry : result) {
                    if (entry.getValue() instanceof OnnxTensor tensor) {
                        String type = tensor.getInfo().onnxType.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "");
                        values.put(
                                entry.getKey(),
                                new Value(
                                        DataType.valueOf(type), tensor.getInfo().getShape()));
                    }
                }
            }
            feeds.values().forEach(OnnxTensor::close);
            return values;
        } catch (OrtException e) {
            throw new AssertionError("The runtime refuses the model: " + e.getMessage(), e);
        }
    }

    private static OnnxTensor feed(Tensor tensor) throws OrtException {
        return tensor.isFloat()
                ? OnnxTensor.createTensor(OnnxEnvironment.get(), FloatBuffer.wrap(tensor.floats()), tensor.shape())
                : OnnxTensor.createTensor(OnnxEnvironment.get(), LongBuffer.wrap(tensor.longs()), tensor.shape());
    }

    /** The same model with every tensor an output. */
    private static byte[] exposed(byte[] bytes) {
        ModelProto.Builder model = ModelFile.parse(bytes).toBuilder();
        Set<String> outputs = new HashSet<>();
        model.getGraph().getOutputList().forEach(output -> outputs.add(output.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            for (String made : node.getOutputList()) {
                if (!made.isEmpty() && outputs.add(made)) {
                    model.getGraphBuilder()
                            .addOutput(ValueInfoProto.newBuilder().setName(made));
                }
            }
        }
        return model.build().toByteArray();
    }
}
