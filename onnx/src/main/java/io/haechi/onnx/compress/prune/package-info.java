/**
 * Weights taken out of an ONNX graph: single ones ({@link io.haechi.onnx.compress.prune.MagnitudePruning}), which makes the
 * file compress better, and whole channels, units and heads ({@link io.haechi.onnx.compress.prune.StructuredPruning}), which
 * makes the model smaller and faster.
 */
@NullMarked
package io.haechi.onnx.compress.prune;

import org.jspecify.annotations.NullMarked;
