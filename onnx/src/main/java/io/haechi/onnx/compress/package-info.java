/**
 * Makes any ONNX model smaller and faster without changing what it says.
 *
 * <p>A {@link io.haechi.onnx.compress.Pass} takes a graph and gives one; {@link io.haechi.onnx.compress.Passes} holds
 * the ones that change nothing but the work to be done, each with an essay on what it does, when it pays and when it
 * does not; {@link io.haechi.onnx.compress.Simplify} applies them until nothing is left to do.
 */
@NullMarked
package io.haechi.onnx.compress;

import org.jspecify.annotations.NullMarked;
