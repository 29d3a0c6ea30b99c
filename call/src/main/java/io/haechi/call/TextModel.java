package io.haechi.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.call.learn.Learning;
import io.haechi.call.learn.TextScorer;
import io.haechi.core.ModelException;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.shortcut.ShortcutModel;
import io.haechi.text.normal.Normaliser;
import io.haechi.text.normal.NormaliserOptions;
import java.io.IOException;
import java.util.List;

/**
 * A model that gives a text a probability of phishing: of calls or of sentences, by whichever method. Any number of threads may
 * ask at once.
 */
final class TextModel implements AutoCloseable {
    static final String SHORTCUT_FILE = "shortcut.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelPackage source;
    private final TextSettings settings;
    private final Normaliser normaliser;
    private final TextScorer scorer;
    private final Calibration calibration;
    private final ShortcutModel style;

    private TextModel(ModelPackage source, TextSettings settings, TextScorer scorer, ShortcutModel style) {
        this.source = source;
        this.settings = settings;
        this.normaliser = new Normaliser(NormaliserOptions.of(settings.text()));
        this.scorer = scorer;
        this.calibration = source.card().calibration();
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
        TextSettings settings = TextSettings.of(source.card());
        try {
            ShortcutModel style = JSON.readValue(source.file(SHORTCUT_FILE), ShortcutModel.class);
            return new TextModel(source, settings, Learning.open(source, ""), style);
        } catch (IOException e) {
            throw new ModelException(
                    source.id() + ": " + SHORTCUT_FILE + " is not a shortcut model; copy or fit the package again.", e);
        }
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

    TextScorer scorer() {
        return scorer;
    }

    Calibration calibration() {
        return calibration;
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
        return new Answer(logit, calibration.probability(logit), Limits.isTooLittle(source.card(), text));
    }

    /** Mean logit of the windows of lines in normal form. */
    double logit(List<String> lines) {
        double sum = 0;
        List<String> windows = settings.unit().cut(lines);
        for (String window : windows) {
            sum += scorer.logit(window);
        }
        return sum / windows.size();
    }

    @Override
    public void close() {
        scorer.close();
    }
}
