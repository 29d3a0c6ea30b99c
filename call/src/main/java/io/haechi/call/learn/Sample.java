package io.haechi.call.learn;

/**
 * One text to learn from, in normal form.
 *
 * @param text the words
 * @param positive whether it is phishing
 * @param count how much it counts, 0 or more
 */
public record Sample(String text, boolean positive, double count) {}
