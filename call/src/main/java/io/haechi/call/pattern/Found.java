package io.haechi.call.pattern;

/**
 * A manipulation found in a sentence.
 *
 * @param manipulation which one
 * @param words the words it was recognised by, as they stand in the sentence
 */
public record Found(Manipulation manipulation, String words) {}
