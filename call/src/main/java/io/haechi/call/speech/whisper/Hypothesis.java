package io.haechi.call.speech.whisper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;

/**
 * One reading of a piece of sound.
 *
 * @param tokens words and timestamps, without the end
 * @param logProbabilities of each of them, and one more: of the end
 * @param text what the words say
 */
record Hypothesis(List<Integer> tokens, List<Double> logProbabilities, String text) {
    /** From here on a text repeats itself more than people do. */
    private static final double MOST_REPETITION = 2.4;
    /** Below this the model guesses. */
    private static final double LEAST_LOG_PROBABILITY = -1;

    Hypothesis {
        tokens = List.copyOf(tokens);
        logProbabilities = List.copyOf(logProbabilities);
    }

    /** Mean over all tokens. */
    double meanLogProbability() {
        return mean(0, logProbabilities.size());
    }

    /** Mean over the tokens {@code from} to {@code to}; 0 if there are none. */
    double mean(int from, int to) {
        return logProbabilities.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Whether the model was guessing. */
    boolean isGuess() {
        return meanLogProbability() < LEAST_LOG_PROBABILITY;
    }

    /** Whether it goes round in circles: its bytes are squeezed to far less than those of a text. */
    boolean isLoop() {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return false;
        }
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[bytes.length + 64];
            int squeezed = deflater.deflate(buffer);
            return (double) bytes.length / squeezed > MOST_REPETITION;
        }
    }
}
