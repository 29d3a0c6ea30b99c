/** To be filled. */
@NullMarked
package io.haechi.onnx;

import org.jspecify.annotations.NullMarked;
