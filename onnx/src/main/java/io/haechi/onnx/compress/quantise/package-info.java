/**
 * Post-training quantisation: fewer bits for each weight and, where it pays, for each activation.
 *
 * <p>Three methods, each from graph to graph: {@link io.haechi.onnx.compress.quantise.HalfPrecision} halves the file and
 * changes nothing else, {@link io.haechi.onnx.compress.quantise.DynamicQuantisation} is for Transformers and recurrent
 * networks and needs no examples, {@link io.haechi.onnx.compress.quantise.StaticQuantisation} is for convolutional networks
 * and needs some. {@link io.haechi.onnx.compress.quantise.LayerErrors} says what got lost where, {@link
 * io.haechi.onnx.compress.quantise.Sensitivity} which layers to keep out, and {@link
 * io.haechi.onnx.compress.quantise.MixedPrecision} keeps out as few as an accuracy allows.
 *
 * <p>Graphs should arrive simplified: constants folded and BatchNormalization in the weights before it. What stands inside
 * {@code If}, {@code Loop} and {@code Scan} is left as it is.
 */
@NullMarked
package io.haechi.onnx.compress.quantise;

import org.jspecify.annotations.NullMarked;
