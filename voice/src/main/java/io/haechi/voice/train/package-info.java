/** How a voice model comes to be: clips in memory, balanced and altered afresh every epoch, then a package on disk. */
@NullMarked
package io.haechi.voice.train;

import org.jspecify.annotations.NullMarked;
