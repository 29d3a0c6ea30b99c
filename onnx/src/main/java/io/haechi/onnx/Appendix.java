package io.haechi.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.haechi.core.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's nodes, renamed so that they can stand in another graph: every inner name gets a prefix, every input becomes
 * the tensor that feeds it. Names inside sub-graphs are renamed alike, so that references to outer tensors still hold.
 */
record Appendix(List<NodeProto> nodes, List<TensorProto> initializers, Set<String> names, Map<String, String> outputs) {

    static Appendix of(ModelProto model, int opset, String prefix, Map<String, String> inputs) {
        long written = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(set -> set.getVersion())
                .max()
                .orElse(0);
        if (written != opset) {
            throw new ModelException(
                    "The model to append is written in operator set " + written + ", the graph in " + opset);
        }
        GraphProto graph = model.getGraph();
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().forEach(constant -> constants.add(constant.getName()));
        Map<String, String> renamed = new HashMap<>();
        Set<String> wanted = new LinkedHashSet<>();
        for (ValueInfoProto input : graph.getInputList()) {
            // Old files list their constants among the inputs.
            if (!constants.contains(input.getName())) {
                wanted.add(input.getName());
            }
        }
        if (!wanted.equals(inputs.keySet())) {
            throw new IllegalArgumentException(
                    "The model to append has the inputs " + wanted + ", got tensors for " + inputs.keySet());
        }
        renamed.putAll(inputs);
        Rename rename = name -> name.isEmpty() ? name : renamed.getOrDefault(name, prefix + name);

        List<TensorProto> initializers = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (TensorProto constant : graph.getInitializerList()) {
            TensorProto moved =
                    constant.toBuilder().setName(rename.of(constant.getName())).build();
            initializers.add(moved);
            names.add(moved.getName());
        }
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            NodeProto moved = moved(node, rename);
            nodes.add(moved);
            moved.getOutputList().stream().filter(name -> !name.isEmpty()).forEach(names::add);
        }
        Map<String, String> outputs = new LinkedHashMap<>();
        graph.getOutputList().forEach(output -> outputs.put(output.getName(), rename.of(output.getName())));
        return new Appendix(nodes, initializers, names, outputs);
    }

    private static NodeProto moved(NodeProto node, Rename rename) {
        NodeProto.Builder moved = node.toBuilder().setName(rename.of(node.getName()));
        for (int i = 0; i < node.getInputCount(); i++) {
            moved.setInput(i, rename.of(node.getInput(i)));
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            moved.setOutput(i, rename.of(node.getOutput(i)));
        }
        for (int i = 0; i < node.getAttributeCount(); i++) {
            moved.setAttribute(i, moved(node.getAttribute(i), rename));
        }
        return moved.build();
    }

    private static AttributeProto moved(AttributeProto attribute, Rename rename) {
        AttributeProto.Builder moved = attribute.toBuilder();
        if (attribute.hasG()) {
            moved.setG(moved(attribute.getG(), rename));
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            moved.setGraphs(i, moved(attribute.getGraphs(i), rename));
        }
        return moved.build();
    }

    private static GraphProto moved(GraphProto graph, Rename rename) {
        GraphProto.Builder moved = graph.toBuilder();
        for (int i = 0; i < graph.getNodeCount(); i++) {
            moved.setNode(i, moved(graph.getNode(i), rename));
        }
        moved.getInitializerBuilderList().forEach(constant -> constant.setName(rename.of(constant.getName())));
        moved.getInputBuilderList().forEach(value -> value.setName(rename.of(value.getName())));
        moved.getOutputBuilderList().forEach(value -> value.setName(rename.of(value.getName())));
        moved.getValueInfoBuilderList().forEach(value -> value.setName(rename.of(value.getName())));
        return moved.build();
    }

    /** From a name in the model to the name in the graph that takes it in. */
    private interface Rename {
        String of(String name);
    }
}
