/**
 * Hears whether a voice is synthetic.
 *
 * <p>{@link io.haechi.voice.Voice} is the way in: {@code fit, predict, evaluate, explain, load}. A recording is cut into
 * overlapping windows, each window is judged by each model, and what they say is pooled into one {@link
 * io.haechi.core.Verdict} per channel.
 */
@NullMarked
package io.haechi.voice;

import org.jspecify.annotations.NullMarked;
