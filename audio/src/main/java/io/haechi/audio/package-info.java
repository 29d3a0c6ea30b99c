/** To be filled. */
@NullMarked
package io.haechi.audio;

import org.jspecify.annotations.NullMarked;
