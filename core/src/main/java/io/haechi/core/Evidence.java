package io.haechi.core;

/**
 * One thing that a verdict rests on: a stretch of sound with its own probability.
 *
 * @param kind {@code window} for a stretch of time, {@code model} for one member of an ensemble
 * @param name the model's id, or the channel's name
 * @param startSeconds where it begins, in seconds from the start; zero where time means nothing
 * @param endSeconds where it ends
 * @param probability probability of the positive class, 0 to 1
 */
public record Evidence(String kind, String name, double startSeconds, double endSeconds, double probability) {}
