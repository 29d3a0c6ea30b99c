package io.haechi.voice;

import java.util.List;

/**
 * How the probabilities that the networks give by themselves become one: their weighted mean. A single model votes alone.
 *
 * @param weights one per member, in the members' order; they sum to one
 */
record Vote(List<Double> weights) {
    Vote {
        weights = List.copyOf(weights);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (weights.isEmpty() || Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("The weights of a vote must sum to one, got " + weights);
        }
    }

    double probability(List<Double> probabilities) {
        double sum = 0;
        for (int i = 0; i < probabilities.size(); i++) {
            sum += weights.get(i) * probabilities.get(i);
        }
        return Math.clamp(sum, 0, 1);
    }
}
