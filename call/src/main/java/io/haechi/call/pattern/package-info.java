/** How a caller manipulates, in words: a small set of documented patterns that stands beside the model, never instead of it. */
@NullMarked
package io.haechi.call.pattern;

import org.jspecify.annotations.NullMarked;
