/** To be filled. */
@NullMarked
package io.haechi.neural;

import org.jspecify.annotations.NullMarked;
