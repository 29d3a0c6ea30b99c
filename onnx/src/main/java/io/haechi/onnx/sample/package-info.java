/**
 * Sample inputs of a model from files: NumPy arrays and tables of numbers, as calibration and comparison need them.
 */
@NullMarked
package io.haechi.onnx.sample;

import org.jspecify.annotations.NullMarked;
