package io.haechi.call.speech.whisper;

import java.util.List;

/**
 * Which tokens may come next: texts begin with a timestamp within the first second; timestamps come in pairs and never go
 * back; where all timestamps together are more likely than any word, one of them comes; noises and other tasks never do.
 *
 * <p>These are the rules of the model's own decoder; with them a base model writes sentences with times instead of loops.
 */
final class TokenRules {
    private static final float NEVER = Float.NEGATIVE_INFINITY;
    /** The first timestamp is at most one second. */
    private static final int LATEST_START = 50;

    private final WhisperTokens tokens;
    private final int[] suppressed;
    private final int[] suppressedFirst;

    /**
     * The rules of a model.
     *
     * @param suppressed tokens that never come
     * @param suppressedFirst tokens that do not come first
     */
    TokenRules(WhisperTokens tokens, List<Integer> suppressed, List<Integer> suppressedFirst) {
        this.tokens = tokens;
        this.suppressed = suppressed.stream().mapToInt(Integer::intValue).toArray();
        this.suppressedFirst =
                suppressedFirst.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Takes what may not come out of the logits.
     *
     * @param said the tokens so far, without those that the model was begun with
     */
    void apply(float[] logits, List<Integer> said) {
        if (said.isEmpty()) {
            forbid(logits, suppressedFirst);
        }
        forbid(logits, suppressed);
        logits[tokens.noTimestamps] = NEVER;
        pairs(logits, said);
        order(logits, said);
        if (said.isEmpty()) {
            fill(logits, 0, tokens.firstTimestamp());
            fill(logits, tokens.firstTimestamp() + LATEST_START + 1, logits.length);
        }
        if (isTimeToStamp(logits)) {
            fill(logits, 0, tokens.firstTimestamp());
        }
    }

    private static void forbid(float[] logits, int... which) {
        for (int token : which) {
            if (token >= 0 && token < logits.length) {
                logits[token] = NEVER;
            }
        }
    }

    private static void fill(float[] logits, int from, int to) {
        for (int i = from; i < Math.min(to, logits.length); i++) {
            logits[i] = NEVER;
        }
    }

    private void pairs(float[] logits, List<Integer> said) {
        if (isStamped(said, 1)) {
            if (said.size() < 2 || isStamped(said, 2)) {
                fill(logits, tokens.firstTimestamp(), logits.length);
            } else {
                fill(logits, 0, tokens.endOfText);
            }
        }
    }

    private void order(float[] logits, List<Integer> said) {
        for (int i = said.size() - 1; i >= 0; i--) {
            if (tokens.isTimestamp(said.get(i))) {
                boolean mayRepeat = isStamped(said, 1) && said.size() >= 2 && !isStamped(said, 2);
                fill(logits, tokens.firstTimestamp(), said.get(i) + (mayRepeat ? 0 : 1));
                return;
            }
        }
    }

    private boolean isStamped(List<Integer> said, int fromEnd) {
        return said.size() >= fromEnd && tokens.isTimestamp(said.get(said.size() - fromEnd));
    }

    private boolean isTimeToStamp(float[] logits) {
        float word = NEVER;
        for (int i = 0; i < tokens.firstTimestamp(); i++) {
            word = Math.max(word, logits[i]);
        }
        float highest = NEVER;
        for (int i = tokens.firstTimestamp(); i < logits.length; i++) {
            highest = Math.max(highest, logits[i]);
        }
        if (highest == NEVER) {
            return false;
        }
        double sum = 0;
        for (int i = tokens.firstTimestamp(); i < logits.length; i++) {
            sum += Math.exp(logits[i] - highest);
        }
        return highest + Math.log(sum) > word;
    }
}
