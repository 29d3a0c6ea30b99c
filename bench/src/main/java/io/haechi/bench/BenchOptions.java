package io.haechi.bench;

import io.haechi.core.model.ModelStore;
import java.util.List;

/**
 * How much to measure and with what.
 *
 * @param seconds how much synthesised sound one round works through, 10 to 3,600 s
 * @param warmUpRounds rounds that are run first and thrown away, 0 to 100
 * @param rounds rounds that count, 1 to 1,000; medians are taken over them
 * @param store where the models to measure are looked for
 * @param python program that runs Python 3, for the references written in it
 * @param models what {@link Benchmarks#QUANTISATION} quantises instead of the shipped and the random networks, if any
 */
public record BenchOptions(
        double seconds, int warmUpRounds, int rounds, ModelStore store, String python, List<BenchModel> models) {
    /** Names the Python to use; without it {@code python3} is looked for on the path. */
    public static final String PYTHON_VARIABLE = "HAECHI_PYTHON";

    public BenchOptions {
        models = List.copyOf(models);
        if (!(seconds >= 10 && seconds <= 3600)) {
            throw new IllegalArgumentException("Seconds of sound must be between 10 and 3600, got " + seconds);
        }
        if (warmUpRounds < 0 || warmUpRounds > 100) {
            throw new IllegalArgumentException("Warm-up rounds must be between 0 and 100, got " + warmUpRounds);
        }
        if (rounds < 1 || rounds > 1000) {
            throw new IllegalArgumentException("Rounds must be between 1 and 1000, got " + rounds);
        }
    }

    /** Three minutes of sound, three rounds of warm-up, eleven that count, this user's models and Python. */
    public static BenchOptions standard() {
        String named = System.getenv(PYTHON_VARIABLE);
        return new BenchOptions(
                180, 3, 11, ModelStore.standard(), named == null || named.isBlank() ? "python3" : named, List.of());
    }

    /** The same with this much sound. */
    public BenchOptions withSeconds(double newSeconds) {
        return new BenchOptions(newSeconds, warmUpRounds, rounds, store, python, models);
    }

    /** The same with these rounds. */
    public BenchOptions withRounds(int newWarmUpRounds, int newRounds) {
        return new BenchOptions(seconds, newWarmUpRounds, newRounds, store, python, models);
    }

    /** The same with models from here. */
    public BenchOptions withStore(ModelStore newStore) {
        return new BenchOptions(seconds, warmUpRounds, rounds, newStore, python, models);
    }

    /** The same with this Python. */
    public BenchOptions withPython(String newPython) {
        return new BenchOptions(seconds, warmUpRounds, rounds, store, newPython, models);
    }

    /** The same with these models to quantise. */
    public BenchOptions withModels(List<BenchModel> newModels) {
        return new BenchOptions(seconds, warmUpRounds, rounds, store, python, newModels);
    }
}
