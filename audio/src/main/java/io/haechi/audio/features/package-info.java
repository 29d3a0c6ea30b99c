/**
 * Front ends: a stretch of 16 kHz sound in, a picture of bands by frames out, exact to librosa's conventions and many
 * times faster than anything that plans one transform at a time. The same front ends exist as ONNX nodes in {@link
 * io.haechi.audio.features.FrontEndGraph}, so that a shipped model can start from the waveform.
 */
@NullMarked
package io.haechi.audio.features;

import org.jspecify.annotations.NullMarked;
