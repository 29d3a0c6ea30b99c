/**
 * Compression that proves itself: a model is compressed in several ways, each result is measured beside the original in the
 * same process, and what is not better is refused with its reason.
 */
@NullMarked
package io.haechi.onnx.compress.trial;

import org.jspecify.annotations.NullMarked;
