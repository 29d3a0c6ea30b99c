package io.haechi.text.sparse;

/**
 * What a term adds to the score of a text.
 *
 * @param term its letters
 * @param column where it counts
 * @param count how often it stands in the text
 * @param score what it adds; all of them and the intercept sum to the score
 */
public record Contribution(String term, int column, int count, double score) {}
