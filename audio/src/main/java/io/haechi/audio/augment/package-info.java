/**
 * What happens to a voice on its way to the microphone and beyond, imitated for training: noise, rooms, speed, loss, and
 * vocoders of our own that turn a real clip into a fake one. Every augmentation is a pure function of samples at 16 kHz
 * and an explicit random generator, and is meant for both classes alike (but for {@link
 * io.haechi.audio.augment.CopySynthesis}, which changes the label).
 */
@NullMarked
package io.haechi.audio.augment;

import org.jspecify.annotations.NullMarked;
