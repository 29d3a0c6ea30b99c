/** To be filled. */
@NullMarked
package io.haechi.voice;

import org.jspecify.annotations.NullMarked;
