package io.haechi.cli;

import java.util.Locale;

/** Probabilities in words, since 83 % and 97 % read alike to most people. */
final class Likelihood {
    private Likelihood() {}

    static String words(double probability) {
        if (probability >= 0.95) {
            return "almost certain";
        }
        if (probability >= 0.8) {
            return "very likely";
        }
        if (probability >= 0.6) {
            return "likely";
        }
        if (probability > 0.4) {
            return "about as likely as not";
        }
        if (probability > 0.2) {
            return "unlikely";
        }
        return probability > 0.05 ? "very unlikely" : "almost excluded";
    }

    /** Whole per cent, never 0 or 100: nothing is certain. */
    static String percent(double probability) {
        return String.format(Locale.ROOT, "%d %%", Math.clamp(Math.round(probability * 100), 1, 99));
    }
}
