/**
 * Draws what a verdict hangs on: {@link io.haechi.voice.picture.AttributionPicture}, as PNG and SVG, by code of its own, so
 * that it works where there is no screen, no font and no desktop library.
 */
@NullMarked
package io.haechi.voice.picture;

import org.jspecify.annotations.NullMarked;
