/**
 * An ONNX graph as a value that can be taken apart and put together again, without losing what is not understood.
 *
 * <p>{@link io.haechi.onnx.graph.Graph} is read from any accepted file and never changes; {@link
 * io.haechi.onnx.graph.GraphEdit} makes a new one out of it.
 */
@NullMarked
package io.haechi.onnx.graph;

import org.jspecify.annotations.NullMarked;
