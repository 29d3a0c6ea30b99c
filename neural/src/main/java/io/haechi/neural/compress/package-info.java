/**
 * Compression that trains: {@link io.haechi.neural.compress.FineTuning} makes candidates for {@link
 * io.haechi.onnx.compress.trial.Compression} out of a network as data and a {@link io.haechi.neural.compress.Teacher}, which
 * an application is: it alone has examples, a figure of merit and a place for checkpoints.
 */
@NullMarked
package io.haechi.neural.compress;

import org.jspecify.annotations.NullMarked;
