/**
 * How fast a model runs here and how much memory it takes, measured side by side in one process; and how much work it is
 * anywhere.
 */
@NullMarked
package io.haechi.onnx.measure;

import org.jspecify.annotations.NullMarked;
