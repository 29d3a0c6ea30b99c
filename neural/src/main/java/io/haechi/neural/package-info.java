/**
 * Neural networks as data: a {@link io.haechi.neural.Network} is a list of {@link io.haechi.neural.Layer} values, which
 * {@link io.haechi.neural.Trainer} trains with PyTorch and {@link io.haechi.neural.OnnxExport} writes as an ONNX model that
 * gives the same answers to 1e-4.
 *
 * <p>A network that is to run with 8-bit integers is trained with {@link
 * io.haechi.neural.quantise.QuantisationAware quantisation} among its options, best from the weights of a trained one, and
 * written by {@link io.haechi.neural.OnnxExport#quantised}.
 *
 * <p>Two exhaustive switches read the layers, one for each side; a new layer does not compile until both know it.
 */
@NullMarked
package io.haechi.neural;

import org.jspecify.annotations.NullMarked;
