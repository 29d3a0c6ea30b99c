/**
 * Sound in: any file people have becomes a stream of floats at one rate, and memory stays flat however long it is.
 *
 * <p>{@link io.haechi.audio.SoundFile} is the way in. Plain WAV is read by code of our own; everything else is decoded
 * by a child process, so that no untrusted file is ever parsed by native code inside this one.
 */
@NullMarked
package io.haechi.audio;

import org.jspecify.annotations.NullMarked;
