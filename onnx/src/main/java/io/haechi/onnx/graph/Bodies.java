package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The graphs inside {@code If}, {@code Loop} and {@code Scan}. They may use every tensor of the graph around them by its
 * name, without listing it as an input; whoever renames or removes a tensor has to look here too.
 */
final class Bodies {
    private Bodies() {}

    /** The tensors of the surrounding graph that a body uses. */
    static Set<String> captured(GraphProto body) {
        Set<String> own = own(body);
        Set<String> used = new HashSet<>();
        for (NodeProto node : body.getNodeList()) {
            used.addAll(node.getInputList());
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasG()) {
                    used.addAll(captured(attribute.getG()));
                }
                attribute.getGraphsList().forEach(inner -> used.addAll(captured(inner)));
            }
        }
        body.getOutputList().forEach(output -> used.add(output.getName()));
        used.removeAll(own);
        used.remove("");
        return used;
    }

    /** Every name that stands in a body or in one inside it. */
    static Set<String> names(GraphProto body) {
        Set<String> names = own(body);
        for (NodeProto node : body.getNodeList()) {
            names.addAll(node.getInputList());
            Node.read(node).bodies().forEach(inner -> names.addAll(names(inner)));
        }
        return names;
    }

    private static Set<String> own(GraphProto body) {
        Set<String> own = new HashSet<>();
        body.getInputList().forEach(input -> own.add(input.getName()));
        body.getInitializerList().forEach(constant -> own.add(constant.getName()));
        body.getNodeList().forEach(node -> own.addAll(node.getOutputList()));
        return own;
    }

    /** The attribute with each captured tensor renamed; names that a body defines itself hide outer ones. */
    static AttributeProto renamed(AttributeProto attribute, UnaryOperator<String> names) {
        if (!attribute.hasG() && attribute.getGraphsCount() == 0) {
            return attribute;
        }
        AttributeProto.Builder changed = attribute.toBuilder();
        if (attribute.hasG()) {
            changed.setG(renamed(attribute.getG(), names));
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            changed.setGraphs(i, renamed(attribute.getGraphs(i), names));
        }
        return changed.build();
    }

    private static GraphProto renamed(GraphProto body, UnaryOperator<String> names) {
        Set<String> own = own(body);
        UnaryOperator<String> outer = name -> own.contains(name) ? name : names.apply(name);
        GraphProto.Builder changed = body.toBuilder();
        for (int i = 0; i < body.getNodeCount(); i++) {
            NodeProto.Builder node = body.getNode(i).toBuilder();
            for (int j = 0; j < node.getInputCount(); j++) {
                node.setInput(j, outer.apply(node.getInput(j)));
            }
            for (int j = 0; j < node.getAttributeCount(); j++) {
                node.setAttribute(j, renamed(node.getAttribute(j), outer));
            }
            changed.setNode(i, node);
        }
        for (int i = 0; i < body.getOutputCount(); i++) {
            changed.getOutputBuilder(i).setName(outer.apply(body.getOutput(i).getName()));
        }
        return changed.build();
    }
}
