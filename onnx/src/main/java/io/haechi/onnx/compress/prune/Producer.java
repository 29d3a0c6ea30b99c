package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Node;

/**
 * An operator's weight that makes channels: each place of this axis is one filter, unit or gate row.
 *
 * @param node the operator
 * @param weight the tensor that holds the weight, perhaps behind a {@code Cast} or {@code Transpose}
 * @param axis the axis of its output channels
 */
record Producer(Node node, String weight, int axis) {}
