package io.haechi.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Decides whether bytes are an ONNX model that may be loaded, before the native runtime sees them.
 *
 * <p>Refused, each with one sentence in a {@link ModelException}: what is not an ONNX file or is cut short, what is
 * larger than asked for, what keeps data outside the file (it could name any path of the machine), what is written in an
 * operator set that this version does not know, what brings functions of its own, and what uses an operator outside the
 * allow-list: {@link Operators#STANDARD} and one quantised operator of ONNX Runtime's own.
 */
public final class ModelFile {
    /** The largest file that {@link #check(byte[])} accepts, in bytes: 512 MiB. */
    public static final long LARGEST_BYTES = 512L << 20;

    private static final int OLDEST_OPSET = 7;
    private static final int NEWEST_OPSET = 23;
    /** Sub-graphs inside sub-graphs; real models have two or three levels. */
    private static final int DEEPEST = 16;

    /**
     * Operators of ONNX Runtime's own set that its processor build has and the standard set lacks. The quantised LSTM is
     * 1.2 to 3.5 times as fast as the float one from 128 units a direction on, and nothing standard does its work.
     */
    private static final String RUNTIME_DOMAIN = "com.microsoft";

    private static final Set<String> ALLOWED_OF_RUNTIME = Set.of("DynamicQuantizeLSTM");

    private ModelFile() {}

    /** Checks a model of at most {@link #LARGEST_BYTES} bytes. */
    public static void check(byte[] bytes) {
        check(bytes, LARGEST_BYTES);
    }

    /**
     * Checks a model.
     *
     * @param largestBytes the largest size to accept, 1 or more
     * @throws ModelException if the model must not be loaded; the message says why
     */
    public static void check(byte[] bytes, long largestBytes) {
        if (largestBytes < 1) {
            throw new IllegalArgumentException(
                    "The largest size of a model must be 1 byte or more, got " + largestBytes);
        }
        if (bytes.length > largestBytes) {
            throw new ModelException(
                    "The model has " + bytes.length + " bytes; at most " + largestBytes + " are accepted");
        }
        parse(bytes);
    }

    /** The checked model, as the format's own message; ModelException like {@link #check(byte[])}. */
    public static ModelProto parse(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ModelException("The model is empty");
        }
        ModelProto model = read(bytes);
        if (!model.hasGraph() || model.getGraph().getOutputCount() == 0 || model.getOpsetImportCount() == 0) {
            throw new ModelException(
                    "The model is not a whole ONNX file: it has no graph, no output or no operator set; get it again");
        }
        model.getOpsetImportList().forEach(ModelFile::checkOpset);
        if (model.getFunctionsCount() > 0) {
            throw new ModelException("The model brings functions of its own ("
                    + model.getFunctions(0).getName() + "), which are not accepted");
        }
        checkGraph(model.getGraph(), 0);
        return model;
    }

    private static ModelProto read(byte[] bytes) {
        try {
            CodedInputStream input = CodedInputStream.newInstance(bytes);
            input.setRecursionLimit(4 * DEEPEST);
            ModelProto model = ModelProto.parseFrom(input);
            input.checkLastTagWas(0);
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new ModelException("The model is not an ONNX file, or it is cut short", e);
        } catch (IOException e) {
            throw new ModelException("The model cannot be read as an ONNX file", e);
        }
    }

    private static void checkOpset(OperatorSetIdProto set) {
        if (!isStandard(set.getDomain())) {
            // A declared but unused domain does no harm: exporters list several. Its operators are refused below.
            return;
        }
        if (set.getVersion() < OLDEST_OPSET || set.getVersion() > NEWEST_OPSET) {
            throw new ModelException("The model is written in ONNX operator set " + set.getVersion() + "; known are "
                    + OLDEST_OPSET + " to " + NEWEST_OPSET);
        }
    }

    private static boolean isStandard(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    private static boolean isAllowed(NodeProto node) {
        return isStandard(node.getDomain())
                ? Operators.STANDARD.contains(node.getOpType())
                : node.getDomain().equals(RUNTIME_DOMAIN) && ALLOWED_OF_RUNTIME.contains(node.getOpType());
    }

    private static void checkGraph(GraphProto graph, int depth) {
        if (depth > DEEPEST) {
            throw new ModelException("The model nests sub-graphs more than " + DEEPEST + " deep");
        }
        graph.getInitializerList().forEach(ModelFile::checkTensor);
        if (graph.getSparseInitializerCount() > 0) {
            throw new ModelException("The model has sparse constants, which are not accepted");
        }
        for (NodeProto node : graph.getNodeList()) {
            if (!isAllowed(node)) {
                throw new ModelException("The model uses the operator \""
                        + (node.getDomain().isEmpty() ? "" : node.getDomain() + ":") + node.getOpType()
                        + "\", which is not on the list of accepted operators");
            }
            for (AttributeProto attribute : node.getAttributeList()) {
                checkAttribute(attribute, depth);
            }
        }
    }

    private static void checkAttribute(AttributeProto attribute, int depth) {
        if (attribute.hasT()) {
            checkTensor(attribute.getT());
        }
        attribute.getTensorsList().forEach(ModelFile::checkTensor);
        if (attribute.hasG()) {
            checkGraph(attribute.getG(), depth + 1);
        }
        List<GraphProto> graphs = attribute.getGraphsList();
        graphs.forEach(graph -> checkGraph(graph, depth + 1));
    }

    private static void checkTensor(TensorProto tensor) {
        if (tensor.getExternalDataCount() > 0 || tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new ModelException("The model keeps the tensor \"" + tensor.getName()
                    + "\" outside its file; only models in one file are accepted");
        }
    }
}
