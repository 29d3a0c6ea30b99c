/**
 * Where in a sound somebody speaks, and whether the sound is good enough to judge: a voice verdict needs speech, and
 * says "cannot tell" when there is too little of it or too much noise.
 */
@NullMarked
package io.haechi.audio.speech;

import org.jspecify.annotations.NullMarked;
