package io.haechi.call;

import io.haechi.call.risk.PhishingShare;
import io.haechi.call.transcript.Transcript;
import io.haechi.core.Decision;
import io.haechi.core.Detector;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import io.haechi.core.model.ModelPackage;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges calls by what is said. The decision is the calibrated probability of the whole call at the thresholds of the model's
 * card; sentences, phrases and manipulations are what it shows for it. Any number of threads may ask at once.
 */
public final class CallDetector implements Detector<Transcript> {
    private static final String HARMLESS_SINCE =
            "as a whole the call reads harmless; what was said until the alert reads like phishing";

    private final TextModel model;
    private final SentenceReader reader;

    private CallDetector(TextModel model) {
        this.model = model;
        this.reader = new SentenceReader(model);
    }

    /**
     * Loads a model of calls.
     *
     * @throws io.haechi.core.ModelException if it is damaged or of another kind
     */
    static CallDetector load(ModelPackage source) {
        return new CallDetector(TextModel.open(source));
    }

    /** The package it judges by. */
    public ModelPackage source() {
        return model.source();
    }

    TextModel model() {
        return model;
    }

    @Override
    public Verdict detect(Transcript call) {
        return read(call).verdict();
    }

    /** Judges a call that goes on, sentence by sentence. */
    public StreamingScorer listen() {
        return new StreamingScorer(model);
    }

    /** Judges a call and says what the verdict rests on. */
    public CallReading read(Transcript call) {
        List<String> normal = new ArrayList<>();
        List<SentenceReading> sentences = new ArrayList<>();
        StreamingScorer stream = listen();
        int alertAt = -1;
        for (Transcript.Line line : call.lines()) {
            String words = model.normal(line.text());
            if (words.isBlank()) {
                continue;
            }
            normal.add(words);
            sentences.add(reader.read(line, words));
            if (alertAt < 0 && stream.isFollowing() && stream.hear(line.text()).isAlert()) {
                alertAt = sentences.size() - 1;
            }
        }
        List<String> limits = new ArrayList<>(Limits.of(call.text()));
        double probability = normal.isEmpty() ? 0 : model.probability(model.logit(normal));
        Decision decision = decision(probability, limits);
        if (decision == Decision.SAFE && alertAt >= 0) {
            decision = Decision.SUSPECT;
            limits.add(HARMLESS_SINCE);
        }
        List<Evidence> evidence = sentences.stream()
                .map(each -> new Evidence("sentence", "", each.startSeconds(), each.endSeconds(), each.probability()))
                .toList();
        Verdict verdict = new Verdict(
                decision, probability, source().card().threshold(), source().id(), source().sha256(), evidence, limits);
        boolean isSuspect = decision == Decision.SUSPECT || decision == Decision.DANGER;
        return new CallReading(
                call.name(),
                call.seconds(),
                verdict,
                PhishingShare.of(
                        sentences.stream().map(SentenceReading::probability).toList()),
                isSuspect ? model.type(normal) : "",
                sentences,
                decision == Decision.UNSURE ? -1 : alertAt);
    }

    /** By the call as a whole. */
    private Decision decision(double probability, List<String> limits) {
        if (!limits.isEmpty()) {
            return Decision.UNSURE;
        }
        if (probability >= model.settings().dangerThreshold()) {
            return Decision.DANGER;
        }
        return probability >= source().card().threshold() ? Decision.SUSPECT : Decision.SAFE;
    }

    @Override
    public void close() {
        model.close();
    }
}
