package io.haechi.cli;

import io.haechi.onnx.compress.trial.Budget;
import picocli.CommandLine.Option;

/** What a compressed model must keep to. */
final class BudgetOptions {
    @Option(
            names = "--budget-accuracy",
            paramLabel = "POINTS",
            description = "percentage points that may be lost, such as 0.5pp (default: 0.5pp)")
    private String accuracy = "0.5pp";

    @Option(
            names = "--budget-latency",
            paramLabel = "FACTOR",
            description =
                    "how many times as fast it must be, such as 2x (default: 1x, not slower; 3 %% are allowed for the"
                            + " noise of timing)")
    private String latency = "1x";

    /** IllegalArgumentException if one is no number or out of range. */
    Budget budget() {
        return new Budget(number(accuracy, "pp"), number(latency, "x"));
    }

    private static double number(String text, String unit) {
        String digits = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : text;
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no number like 1.5" + unit, e);
        }
    }
}
