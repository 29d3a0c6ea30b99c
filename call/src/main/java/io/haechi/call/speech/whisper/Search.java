package io.haechi.call.speech.whisper;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Reads one piece of sound: the likeliest token each time; if that ends in a loop or in guesses, again with more and more
 * chance, as the model's own decoder does. Chance has a fixed seed: the same sound gives the same words.
 */
final class Search {
    private static final double[] TEMPERATURES = {0, 0.2, 0.4, 0.6, 0.8, 1};
    /** Likelihood of "nobody speaks" above which guesses are taken for silence. */
    private static final double SILENCE = 0.6;

    private static final int MOST_TOKENS = 440;
    private static final long SEED = 20_220_921;

    private final WhisperTokens tokens;
    private final TokenRules rules;
    private final int mostTokens;

    Search(WhisperTokens tokens, TokenRules rules) {
        this(tokens, rules, MOST_TOKENS);
    }

    Search(WhisperTokens tokens, TokenRules rules, int mostTokens) {
        this.tokens = tokens;
        this.rules = rules;
        this.mostTokens = mostTokens;
    }

    /**
     * The best reading; one without tokens if nobody speaks.
     *
     * @param language the token of the language to write in
     * @param noSpeech how likely it is that nobody speaks, 0 to 1
     */
    Hypothesis best(WhisperNetwork.Heard heard, int language, double noSpeech) {
        Hypothesis best = null;
        for (double temperature : TEMPERATURES) {
            Hypothesis found = read(heard, language, temperature);
            if (found.isGuess() && noSpeech > SILENCE) {
                return new Hypothesis(List.of(), List.of(), "");
            }
            if (!found.isLoop() && !found.isGuess()) {
                return found;
            }
            if (best == null || isBetter(found, best)) {
                best = found;
            }
        }
        return best == null ? new Hypothesis(List.of(), List.of(), "") : best;
    }

    private static boolean isBetter(Hypothesis found, Hypothesis best) {
        return found.isLoop() == best.isLoop() ? found.meanLogProbability() > best.meanLogProbability() : best.isLoop();
    }

    /** One reading at this temperature. */
    Hypothesis read(WhisperNetwork.Heard heard, int language, double temperature) {
        SplittableRandom chance = new SplittableRandom(SEED);
        List<Integer> said = new ArrayList<>();
        List<Double> logProbabilities = new ArrayList<>();
        try (WhisperNetwork.Line line = heard.line()) {
            float[] logits = line.step(tokens.startOfTranscript, language, tokens.transcribe);
            while (said.size() < mostTokens) {
                rules.apply(logits, said);
                int next = temperature == 0 ? likeliest(logits) : drawn(logits, temperature, chance);
                logProbabilities.add(logits[next] - logSum(logits));
                if (next == tokens.endOfText) {
                    break;
                }
                said.add(next);
                logits = line.step(next);
            }
        }
        return new Hypothesis(said, logProbabilities, tokens.text(said));
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static int drawn(float[] logits, double temperature, SplittableRandom chance) {
        int likeliest = likeliest(logits);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((logit - logits[likeliest]) / temperature);
        }
        double left = chance.nextDouble() * sum;
        for (int i = 0; i < logits.length; i++) {
            left -= Math.exp((logits[i] - logits[likeliest]) / temperature);
            if (left < 0) {
                return i;
            }
        }
        return likeliest;
    }

    /** Logarithm of the sum of the exponentials. */
    static double logSum(float[] logits) {
        float highest = logits[likeliest(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - highest);
        }
        return highest + Math.log(sum);
    }
}
