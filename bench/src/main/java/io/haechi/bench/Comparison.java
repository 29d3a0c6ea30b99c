package io.haechi.bench;

import java.util.List;

/**
 * The same work done by us and by others, in interleaved rounds of one run.
 *
 * @param name short and stable, such as {@code log-mel-128}
 * @param task what exactly one round does, for the person who reads the table
 * @param measurements ours first, then the references that were there; at least one
 * @param notes how far the answers agree, and whatever else belongs beside the figures; one sentence each
 * @param models where models are compared, size and likeness of each; else empty
 */
public record Comparison(
        String name, String task, List<Measurement> measurements, List<String> notes, List<ModelFigures> models) {

    public Comparison {
        if (measurements.isEmpty() || measurements.getFirst().isReference()) {
            throw new IllegalArgumentException(
                    "Comparison " + name + " must begin with a measurement of our own, got " + measurements);
        }
        measurements = List.copyOf(measurements);
        notes = List.copyOf(notes);
        models = List.copyOf(models);
    }

    /** What Haechi needed. */
    public Measurement ours() {
        return measurements.getFirst();
    }

    /** How many times as fast as this measurement ours is, by the medians; above one is in our favour. */
    public double ratio(Measurement other) {
        return other.median() / ours().median();
    }
}
