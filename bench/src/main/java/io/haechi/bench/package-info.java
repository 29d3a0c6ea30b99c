/** To be filled. */
@NullMarked
package io.haechi.bench;

import org.jspecify.annotations.NullMarked;
