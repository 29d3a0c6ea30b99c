/**
 * ONNX graphs: built node by node, composed, checked before they are trusted, and run.
 *
 * <p>{@link io.haechi.onnx.GraphBuilder} writes a model file, {@link io.haechi.onnx.Compose} joins two,
 * {@link io.haechi.onnx.ModelFile} refuses a file that is not what it should be, and {@link io.haechi.onnx.OnnxRunner}
 * runs it on ONNX Runtime.
 */
@NullMarked
package io.haechi.onnx;

import org.jspecify.annotations.NullMarked;
