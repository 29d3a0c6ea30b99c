package io.haechi.core;

import java.util.List;

/**
 * One question that Haechi answers, and what a wrong answer costs.
 *
 * @param name short name on the command line, in files and in JSON, such as {@code voice}
 * @param positive what a probability of one means, in words
 * @param positiveLabel the label of a positive example in a data set
 * @param negativeLabel the label of a negative example in a data set
 * @param missCost relative cost of taking a positive for a negative; above zero
 * @param alarmCost relative cost of taking a negative for a positive; above zero
 * @param headline the figure to read first
 */
public record Problem(
        String name,
        String positive,
        String positiveLabel,
        String negativeLabel,
        double missCost,
        double alarmCost,
        String headline) {

    public static final Problem VOICE = new Problem("voice", "synthetic (\"deep\") voice", "fake", "real", 1, 1, "EER");
    public static final Problem CALL =
            new Problem("call", "voice phishing", "phishing", "normal", 5, 1, "recall at FPR <= 5 %");
    public static final Problem SENTENCE =
            new Problem("sentence", "sentence of a phishing call", "phishing", "normal", 1, 1, "AUC");
    public static final Problem FACE =
            new Problem("face", "generated or altered picture", "fake", "real", 1, 1, "AUC on unseen generators");
    public static final Problem SPILL =
            new Problem("spill", "spill on the floor", "spill", "clear", 10, 1, "recall at FPR <= 5 %");

    /** Every problem with two classes that this version knows. */
    public static final List<Problem> ALL = List.of(VOICE, CALL, SENTENCE, FACE, SPILL);

    public Problem {
        if (missCost <= 0 || alarmCost <= 0) {
            throw new IllegalArgumentException(
                    "Costs must be above zero, got " + missCost + " for a miss and " + alarmCost + " for an alarm");
        }
    }

    /** The problem of this name; an {@link IllegalArgumentException} lists the known ones. */
    public static Problem named(String name) {
        return ALL.stream()
                .filter(problem -> problem.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No problem is called \"" + name + "\"; known are "
                        + String.join(", ", ALL.stream().map(Problem::name).toList())));
    }
}
