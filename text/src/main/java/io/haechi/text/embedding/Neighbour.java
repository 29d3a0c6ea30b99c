package io.haechi.text.embedding;

/**
 * A word near another.
 *
 * @param word its letters
 * @param similarity cosine of the angle between their vectors, -1 to 1
 */
public record Neighbour(String word, double similarity) {}
