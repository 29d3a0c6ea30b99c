package io.haechi.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.call.learn.Learning;
import io.haechi.call.learn.TextScorer;
import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.shortcut.ShortcutModel;
import io.haechi.text.normal.Normaliser;
import io.haechi.text.normal.NormaliserOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that gives a text a probability of phishing: of calls or of sentences, by whichever method. A call model may hold a
 * second one that judges each sentence by itself; then the two are added up, each divided by its spread. Any number of threads
 * may ask at once.
 */
final class TextModel implements AutoCloseable {
    static final String SHORTCUT_FILE = "shortcut.json";
    static final String SENTENCE_PREFIX = "sentence-";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelPackage source;
    private final TextSettings settings;
    private final Normaliser normaliser;
    private final TextScorer scorer;
    private final @Nullable TextScorer sentences;
    private final List<TextScorer> types = new ArrayList<>();
    private final ShortcutModel style;

    private TextModel(ModelPackage source, ShortcutModel style) {
        this.source = source;
        this.settings = TextSettings.of(source.card());
        this.normaliser = new Normaliser(NormaliserOptions.of(settings.text()));
        this.scorer = Learning.open(source, "");
        this.sentences = settings.sentences() == null ? null : Learning.open(source, SENTENCE_PREFIX);
        for (int type = 0; type < settings.types().size(); type++) {
            types.add(Learning.open(source, typePrefix(type)));
        }
        this.style = style;
    }

    /**
     * What a model says of a text.
     *
     * @param logit before calibration
     * @param probability of phishing, calibrated
     * @param isUnsure whether the text carries too little to judge
     */
    record Answer(double logit, double probability, boolean isUnsure) {}

    static TextModel open(ModelPackage source) {
        try {
            return new TextModel(source, JSON.readValue(source.file(SHORTCUT_FILE), ShortcutModel.class));
        } catch (IOException e) {
            throw new ModelException(
                    source.id() + ": " + SHORTCUT_FILE + " is not a shortcut model; copy or fit the package again.", e);
        }
    }

    static String typePrefix(int type) {
        return "type-" + type + "-";
    }

    ModelPackage source() {
        return source;
    }

    TextSettings settings() {
        return settings;
    }

    ShortcutModel style() {
        return style;
    }

    /** What judges single sentences: the second model, or the only one. */
    TextScorer sentenceScorer() {
        return sentences == null ? scorer : sentences;
    }

    /** Probability that a sentence belongs to a phishing call. */
    double sentenceProbability(double logit) {
        TextSettings.Blend blend = settings.sentences();
        return blend == null ? probability(logit) : blend.calibration().probability(logit);
    }

    double probability(double logit) {
        return source.card().calibration().probability(logit);
    }

    /** What brings texts into the form that this model was fitted on. */
    Normaliser normaliser() {
        return normaliser;
    }

    /** A line in normal form. */
    String normal(String line) {
        return normaliser.apply(line);
    }

    /** Lines in normal form; those of which nothing is left are gone. */
    static List<String> lines(Normaliser normaliser, String text) {
        return text.lines()
                .map(normaliser::apply)
                .filter(line -> !line.isBlank())
                .toList();
    }

    Answer answer(String text) {
        double logit = logit(lines(normaliser, text));
        return new Answer(logit, probability(logit), Limits.isTooLittle(source.card(), text));
    }

    /** The logit of lines in normal form. */
    double logit(List<String> lines) {
        return settings.sentences() == null ? callLogit(lines) : blended(callLogit(lines), sentenceLogit(lines));
    }

    /** The same where the mean over the lines' sentences is known, because a call that goes on only adds to it. */
    double logit(List<String> lines, SentenceMean mean) {
        return settings.sentences() == null ? callLogit(lines) : blended(callLogit(lines), mean.logit());
    }

    private double blended(double call, double sentence) {
        TextSettings.Blend blend = settings.sentences();
        return blend == null ? call : call / blend.callSpread() + sentence / blend.sentenceSpread();
    }

    /** Mean logit of the windows. */
    double callLogit(List<String> lines) {
        double sum = 0;
        List<String> windows = settings.unit().cut(lines);
        for (String window : windows) {
            sum += scorer.logit(window);
        }
        return sum / windows.size();
    }

    /** Mean logit of the sentences that are long enough to say something; of all if none is; 0 if there are none. */
    double sentenceLogit(List<String> lines) {
        SentenceMean mean = new SentenceMean(sentenceScorer());
        lines.forEach(mean::add);
        return mean.logit();
    }

    /** Which kind of phishing lines in normal form are likest; empty if the model tells none apart. */
    String type(List<String> lines) {
        String text = String.join(" ", lines);
        String best = "";
        double highest = Double.NEGATIVE_INFINITY;
        for (int type = 0; type < types.size(); type++) {
            double logit = types.get(type).logit(text);
            if (logit > highest) {
                highest = logit;
                best = settings.types().get(type);
            }
        }
        return best;
    }

    @Override
    public void close() {
        scorer.close();
        if (sentences != null) {
            sentences.close();
        }
        types.forEach(TextScorer::close);
    }
}
