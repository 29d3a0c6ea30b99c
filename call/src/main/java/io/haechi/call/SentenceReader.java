package io.haechi.call;

import io.haechi.call.pattern.Manipulations;
import io.haechi.call.transcript.Transcript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads single sentences: how likely each belongs to phishing, and the words that say so. */
final class SentenceReader {
    private static final int MOST_PHRASES = 3;

    private final TextModel model;

    SentenceReader(TextModel model) {
        this.model = model;
    }

    /** One line, given as it stands and in normal form. */
    SentenceReading read(Transcript.Line line, String words) {
        double logit = model.sentenceScorer().logit(words);
        return new SentenceReading(
                line.startSeconds(),
                line.endSeconds(),
                line.text(),
                model.sentenceProbability(logit),
                phrases(words),
                Manipulations.in(line.text()));
    }

    /** The words that speak most for phishing, each with what its characters add. */
    private List<SentenceReading.Phrase> phrases(String words) {
        float[] shares = model.sentenceScorer().attributions(words);
        List<SentenceReading.Phrase> phrases = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= words.length() && shares.length > 0; i++) {
            if (i == words.length() || words.charAt(i) == ' ') {
                double sum = 0;
                for (int c = start; c < i; c++) {
                    sum += shares[c];
                }
                if (i > start && sum > 0) {
                    phrases.add(new SentenceReading.Phrase(words.substring(start, i), sum));
                }
                start = i + 1;
            }
        }
        phrases.sort(Comparator.comparingDouble(each -> -each.logOdds()));
        return phrases.subList(0, Math.min(MOST_PHRASES, phrases.size()));
    }
}
