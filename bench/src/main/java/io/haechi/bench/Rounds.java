package io.haechi.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs contenders in turns (A B C, A B C, ...), so that a machine that grows slower or is shared for a while is slow for
 * all of them. The first rounds warm up compilers and caches and are thrown away.
 */
final class Rounds {
    private final BenchOptions options;
    private final Consumer<String> talk;

    Rounds(BenchOptions options, Consumer<String> talk) {
        this.options = options;
        this.talk = talk;
    }

    /** One measurement per contender, in their order, for rounds of this many seconds of sound. */
    List<Measurement> run(String what, List<Contender> contenders, double soundSeconds) {
        List<List<double[]>> times =
                contenders.stream().<List<double[]>>map(_ -> new ArrayList<>()).toList();
        int all = options.warmUpRounds() + options.rounds();
        for (int round = 0; round < all; round++) {
            talk.accept(what + ": " + (round < options.warmUpRounds() ? "warm-up " : "") + "round " + (round + 1)
                    + " of " + all);
            for (int c = 0; c < contenders.size(); c++) {
                double[] pieces = contenders.get(c).work().run();
                if (round >= options.warmUpRounds()) {
                    times.get(c).add(pieces);
                }
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        for (int c = 0; c < contenders.size(); c++) {
            measurements.add(measurement(contenders.get(c), soundSeconds, times.get(c)));
        }
        return measurements;
    }

    private static Measurement measurement(Contender contender, double soundSeconds, List<double[]> times) {
        List<Double> rounds =
                times.stream().map(pieces -> Arrays.stream(pieces).sum()).toList();
        boolean hasPieces = times.getFirst().length > 1;
        List<Double> pieces = hasPieces
                ? times.stream().flatMapToDouble(Arrays::stream).boxed().toList()
                : List.of();
        return new Measurement(contender.name(), contender.isReference(), soundSeconds, rounds, pieces);
    }
}
