/**
 * Named channels that a recording may have come through, for measuring rather than for training: real coders, noise,
 * rooms, speed and cuts, each with fixed settings and an explicit seed, so that everybody measures the same thing.
 */
@NullMarked
package io.haechi.audio.channel;

import org.jspecify.annotations.NullMarked;
