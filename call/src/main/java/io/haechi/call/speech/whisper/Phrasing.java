package io.haechi.call.speech.whisper;

import io.haechi.call.speech.engine.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * A reading as phrases with times.
 *
 * @param phrases in order
 * @param readSeconds how much of the sound they are about; what follows has to be read again, from there
 */
record Phrasing(List<Phrase> phrases, double readSeconds) {

    /**
     * Divides a reading where one timestamp follows another. If it ends with such a pair, speech goes on after it and was not
     * written down; otherwise the reading is about all of the sound.
     *
     * @param from where the sound that was read begins, in seconds
     * @param seconds its length
     */
    static Phrasing of(Hypothesis reading, WhisperTokens tokens, double from, double seconds) {
        List<Phrase> phrases = new ArrayList<>();
        List<Integer> said = reading.tokens();
        int begin = 0;
        for (int i = 1; i < said.size(); i++) {
            if (tokens.isTimestamp(said.get(i)) && tokens.isTimestamp(said.get(i - 1))) {
                add(phrases, reading, tokens, begin, i, from, seconds);
                begin = i;
            }
        }
        int size = said.size();
        boolean goesOn = begin > 0 && begin == size - 1;
        if (goesOn) {
            return new Phrasing(phrases, tokens.seconds(said.get(size - 2)));
        }
        boolean isOpen = begin > 0 && !tokens.isTimestamp(said.getLast());
        if (isOpen) {
            // Cut short after a pair: what it began is read again from there.
            return new Phrasing(phrases, tokens.seconds(said.get(begin - 1)));
        }
        add(phrases, reading, tokens, begin, size, from, seconds);
        return new Phrasing(phrases, seconds);
    }

    private static void add(
            List<Phrase> phrases,
            Hypothesis reading,
            WhisperTokens tokens,
            int begin,
            int end,
            double from,
            double seconds) {
        List<Integer> said = reading.tokens().subList(begin, end);
        String text = tokens.text(said).strip();
        if (text.isEmpty()) {
            return;
        }
        int first = said.getFirst();
        int last = said.getLast();
        double start = tokens.isTimestamp(first) ? Math.min(tokens.seconds(first), seconds) : 0;
        double stop = tokens.isTimestamp(last) ? Math.min(tokens.seconds(last), seconds) : seconds;
        double confidence = Math.exp(reading.mean(begin, end));
        phrases.add(new Phrase(from + start, from + Math.max(start, stop), text, confidence));
    }
}
