/** How fast a model runs here and how much memory it takes: measured side by side, in one process. */
@NullMarked
package io.haechi.onnx.measure;

import org.jspecify.annotations.NullMarked;
