package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** An attribute whose graphs hold no remarks: exporters write where each operator comes from, which may be half the file. */
    static AttributeProto bare(AttributeProto attribute) {
        if (!attribute.hasG() && attribute.getGraphsCount() == 0) {
            return attribute;
        }
        AttributeProto.Builder bare = attribute.toBuilder();
        if (attribute.hasG()) {
            bare.setG(bare(attribute.getG()));
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            bare.setGraphs(i, bare(attribute.getGraphs(i)));
        }
        return bare.build();
    }

    private static GraphProto bare(GraphProto body) {
        GraphProto.Builder bare = body.toBuilder().clearNode().clearValueInfo().clearDocString();
        // Reading and writing an operator leaves nothing but what it computes.
        body.getNodeList().forEach(node -> bare.addNode(Node.read(node).write()));
        return bare.build();
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

    /** Adds every operator of a body and of those inside it. */
    static void addNodes(GraphProto body, List<Node> all) {
        for (NodeProto proto : body.getNodeList()) {
            Node node = Node.read(proto);
            all.add(node);
            node.bodies().forEach(inner -> addNodes(inner, all));
        }
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

    /** A body as a graph: its inputs are its own and what it captures, but for constants, which are constants there too. */
    static Graph graph(Graph around, GraphProto body) {
        Shapes shapes = Shapes.of(around);
        List<ValueInfoProto> inputs = new ArrayList<>(body.getInputList());
        Map<String, Constant> outer = new TreeMap<>();
        captured(body).stream().sorted().forEach(name -> {
            Constant constant = around.constant(name);
            if (constant == null) {
                inputs.add(shapes.value(name).write(name));
            } else {
                outer.put(name, constant);
            }
        });
        ModelProto shell = around.shell().toBuilder().clearGraph().build();
        return Graph.of(shell, body, inputs, outer, new Surroundings(around.names(), outer.keySet()));
    }

    /** The operator with its graphs, the innermost first, changed; itself if none was. */
    static Node changed(Graph around, Node node, UnaryOperator<Graph> change) {
        Map<String, AttributeProto> attributes = new LinkedHashMap<>();
        node.attributes().forEach((key, value) -> attributes.put(key, changed(around, value, change)));
        return attributes.equals(node.attributes())
                ? node
                : new Node(node.name(), node.domain(), node.op(), node.inputs(), node.outputs(), attributes);
    }

    private static AttributeProto changed(Graph around, AttributeProto attribute, UnaryOperator<Graph> change) {
        AttributeProto.Builder changed = attribute.toBuilder();
        if (attribute.hasG()) {
            changed.setG(changed(around, attribute.getG(), change));
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            changed.setGraphs(i, changed(around, attribute.getGraphs(i), change));
        }
        return changed.build();
    }

    private static GraphProto changed(Graph around, GraphProto body, UnaryOperator<Graph> change) {
        Graph before = graph(around, body);
        Graph after = change.apply(before.withBodies(change));
        if (after == before) {
            return body;
        }
        GraphProto.Builder written =
                body.toBuilder().clearNode().clearInitializer().clearValueInfo();
        after.nodes().forEach(node -> written.addNode(node.write()));
        after.constants().forEach((name, constant) -> {
            if (!after.isOuter(name)) {
                written.addInitializer(constant.write(name));
            }
        });
        return written.build();
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
