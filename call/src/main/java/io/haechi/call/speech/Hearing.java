package io.haechi.call.speech;

import io.haechi.call.speech.cut.Piece;
import io.haechi.call.speech.engine.Phrase;
import io.haechi.call.speech.engine.Recogniser;
import io.haechi.call.speech.engine.Recognition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Has pieces of one recording heard, and remembers what was said and which language it sounded like. */
final class Hearing {
    /** A piece from this length on decides on the language of all that follow. */
    private static final double TELLING_SECONDS = 5;
    /** Under this share of the speech in another language nothing is said of it. */
    private static final double LEAST_FOREIGN = 0.5;

    private final Recogniser recogniser;
    private final String asked;
    private final TranscriptionListener listener;
    private final List<Utterance> utterances = new ArrayList<>();
    private final Map<String, Double> heardSeconds = new TreeMap<>();
    private final Map<String, Double> writtenSeconds = new TreeMap<>();
    private String language;
    private double seconds;
    private int pieces;

    Hearing(Recogniser recogniser, String language, TranscriptionListener listener) {
        this.recogniser = recogniser;
        this.asked = language;
        this.language = language;
        this.listener = listener;
    }

    void hear(int channel, Piece piece) {
        Recognition found = recogniser.recognise(piece.samples(), language);
        pieces++;
        seconds += piece.seconds();
        if (!found.heard().isEmpty()) {
            heardSeconds.merge(found.heard(), piece.seconds() * found.heardProbability(), Double::sum);
        }
        writtenSeconds.merge(found.language(), piece.seconds(), Double::sum);
        if (language.equals(Recogniser.AUTO) && !found.language().isEmpty() && piece.seconds() >= TELLING_SECONDS) {
            language = found.language();
        }
        for (Phrase phrase : found.phrases()) {
            double start = piece.startInRecording(phrase.startSeconds());
            double end = Math.max(start, piece.endInRecording(phrase.endSeconds()));
            Utterance utterance =
                    new Utterance(channel, start, end, phrase.text(), found.language(), phrase.confidence());
            utterances.add(utterance);
            listener.said(utterance);
        }
    }

    int pieces() {
        return pieces;
    }

    /** All that was said, by its start; the last chunk of a recording is filled with silence, which does not count. */
    List<Utterance> utterances(double mostSeconds) {
        return utterances.stream()
                .map(each -> each.endSeconds() <= mostSeconds
                        ? each
                        : new Utterance(
                                each.channel(),
                                Math.min(each.startSeconds(), mostSeconds),
                                mostSeconds,
                                each.text(),
                                each.language(),
                                each.confidence()))
                .sorted(Comparator.comparingDouble(Utterance::startSeconds).thenComparingInt(Utterance::channel))
                .toList();
    }

    /** The language that most of it is written down in. */
    String language() {
        return writtenSeconds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Says so if it sounds like another language than it was written down in. */
    List<String> limits() {
        return heardSeconds.entrySet().stream()
                .filter(each -> !asked.equals(Recogniser.AUTO) && !each.getKey().equals(asked))
                .filter(each -> each.getValue() > LEAST_FOREIGN * seconds)
                .map(each -> String.format(
                        Locale.ROOT,
                        "%.0f %% of the speech sounds like \"%s\" and was written down as \"%s\"; '--language auto'"
                                + " writes down what is spoken",
                        100 * each.getValue() / seconds,
                        each.getKey(),
                        asked))
                .toList();
    }
}
