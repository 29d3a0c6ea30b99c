package io.haechi.voice;

/**
 * What one model says of one channel, before any vote.
 *
 * @param modelId the model
 * @param logit pooled over the windows: their mean, weighted by the speech in each
 * @param probability the calibrated probability of a synthetic voice
 */
public record ModelOpinion(String modelId, double logit, double probability) {}
