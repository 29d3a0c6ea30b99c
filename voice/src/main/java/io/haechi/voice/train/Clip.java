package io.haechi.voice.train;

/**
 * A training clip in memory.
 *
 * @param id its path in the data set
 * @param samples mono, 16 kHz
 * @param fake its label
 * @param origin the corpus it comes from, over which classes are balanced
 * @param source its generator or corpus, as in the manifest
 */
public record Clip(String id, float[] samples, boolean fake, String origin, String source) {}
