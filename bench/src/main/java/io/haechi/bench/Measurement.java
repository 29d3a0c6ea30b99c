package io.haechi.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What one contender needed for the same work, round by round.
 *
 * @param name who did it
 * @param isReference whether this is someone else's code, to be compared with ours
 * @param soundSeconds how much sound one round stands for, in seconds, above zero; NaN if its work is no sound
 * @param rounds wall-clock seconds of each round, at least one, in the order they were run
 * @param pieces seconds of every single piece of work (a window) over all rounds; empty where a round is one piece
 */
public record Measurement(
        String name, boolean isReference, double soundSeconds, List<Double> rounds, List<Double> pieces) {

    public Measurement {
        if (!(soundSeconds > 0) && !Double.isNaN(soundSeconds)) {
            throw new IllegalArgumentException("A round must stand for more than 0 s of sound, got " + soundSeconds);
        }
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(name + " was never run; a measurement needs at least one round");
        }
        rounds = List.copyOf(rounds);
        pieces = List.copyOf(pieces);
    }

    /** Median of the rounds, in seconds. */
    public double median() {
        return quantile(rounds, 0.5);
    }

    /** The quickest round, in seconds. */
    public double fastest() {
        return quantile(rounds, 0);
    }

    /** The slowest round, in seconds. */
    public double slowest() {
        return quantile(rounds, 1);
    }

    /** Seconds of sound done in one second, at the median; NaN if the work is no sound. */
    public double timesRealTime() {
        return soundSeconds / median();
    }

    /** Pieces done in one second, at the median round; NaN if rounds have no pieces. */
    public double piecesPerSecond() {
        return pieces.isEmpty() ? Double.NaN : (double) pieces.size() / rounds.size() / median();
    }

    /** Milliseconds that this share of the pieces stayed within, 0 to 1; NaN if rounds have no pieces. */
    public double pieceMillis(double share) {
        return pieces.isEmpty() ? Double.NaN : 1e3 * quantile(pieces, share);
    }

    /** The value that this share of the values stays within, linear between neighbours. */
    static double quantile(List<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
