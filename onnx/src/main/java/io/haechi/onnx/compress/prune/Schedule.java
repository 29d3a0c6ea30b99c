package io.haechi.onnx.compress.prune;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How much is pruned when, while a network trains on: a value. In a recipe its keys say which it is: {@code {share: 0.5}} or
 * {@code {from: 0, to: 0.8, begin: 0.1, end: 0.7}}.
 *
 * @see <a href="https://arxiv.org/abs/1710.01878">Zhu and Gupta, To Prune, or Not to Prune, 2017</a>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Schedule.OneShot.class), @JsonSubTypes.Type(Schedule.Gradual.class)})
public sealed interface Schedule {

    /** Schedules that have a name: {@link #named}. */
    List<String> NAMES = List.of("one-shot", "gradual");

    /**
     * A schedule for this share by its name: {@code one-shot}, or {@code gradual}, which begins with nothing and leaves the
     * last quarter of training for recovering.
     *
     * @throws IllegalArgumentException if the name is another, or the share not above 0 and below 1
     */
    static Schedule named(String name, double share) {
        return switch (name) {
            case "one-shot" -> new OneShot(share);
            case "gradual" -> new Gradual(0, share, 0, 0.75);
            default ->
                throw new IllegalArgumentException(
                        "No schedule is called \"" + name + "\"; there are " + String.join(", ", NAMES));
        };
    }

    /** The share that is pruned at this point of training, from 0 (start) to 1 (end). */
    double shareAt(double progress);

    /** Everything at the start; the rest of training is for recovering. */
    record OneShot(double share) implements Schedule {
        public OneShot {
            Shares.require(share, "The share to prune");
        }

        @Override
        public double shareAt(double progress) {
            return share;
        }
    }

    /**
     * More and more, fast at first while there is plenty, then ever slower: {@code to + (from - to) (1 - t)³} with t going
     * from 0 to 1 between begin and end. Loses less than one shot at high shares, and costs that much training.
     *
     * @param from the share at the beginning, 0 or more
     * @param to the share at the end, above {@code from} and below 1
     * @param begin when it begins, as a share of training
     * @param end when {@code to} is reached, after {@code begin} and at most 1; what remains is for recovering
     */
    record Gradual(double from, double to, double begin, double end) implements Schedule {
        public Gradual {
            Shares.require(to, "The share to prune in the end");
            if (!(from >= 0 && from < to)) {
                throw new IllegalArgumentException(
                        "The share to prune at first must be 0 or more and below " + to + ", got " + from);
            }
            if (!(begin >= 0 && begin < end && end <= 1)) {
                throw new IllegalArgumentException(
                        "Gradual pruning must begin and end between 0 and 1, got " + begin + " and " + end);
            }
        }

        @Override
        public double shareAt(double progress) {
            if (progress < begin) {
                return 0;
            }
            double left = 1 - Math.min(1, (progress - begin) / (end - begin));
            return to + (from - to) * left * left * left;
        }
    }
}
