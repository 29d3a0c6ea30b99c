/** What a model would run on elsewhere: which of its operators a phone or an accelerator takes, and which fall back. */
@NullMarked
package io.haechi.onnx.platform;

import org.jspecify.annotations.NullMarked;
