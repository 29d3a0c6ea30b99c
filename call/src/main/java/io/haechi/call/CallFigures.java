package io.haechi.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.call.risk.Band;
import io.haechi.call.risk.PhishingShare;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good a model of calls is at the rest of what it says: the published share P, how its three bands fall, and the kind of
 * phishing.
 *
 * @param shareAuc area under the curve of P, 0 to 1
 * @param phishing how many phishing calls fall into each band of P
 * @param ordinary how many ordinary calls do
 * @param types kinds of phishing, by name; over phishing calls whose kind is known; empty if the model tells none apart
 */
public record CallFigures(
        double shareAuc, Map<Band, Integer> phishing, Map<Band, Integer> ordinary, Map<String, TypeFigures> types) {

    /**
     * One kind of phishing.
     *
     * @param calls how many calls are of it
     * @param right how many of them are told to be
     */
    public record TypeFigures(int calls, int right) {
        private TypeFigures plus(boolean isRight) {
            return new TypeFigures(calls + 1, right + (isRight ? 1 : 0));
        }
    }

    static CallFigures of(TextModel model, TextFolder data, String split, Noise noise) {
        List<Scored> shares = new ArrayList<>();
        Map<Band, Integer> phishing = new EnumMap<>(Band.class);
        Map<Band, Integer> ordinary = new EnumMap<>(Band.class);
        Map<String, TypeFigures> types = new TreeMap<>();
        for (TextEntry each : data.split(split)) {
            List<String> lines = TextModel.lines(model.normaliser(), noise.apply(each.text()));
            PhishingShare share = PhishingShare.of(lines.stream()
                    .map(line ->
                            model.sentenceProbability(model.sentenceScorer().logit(line)))
                    .toList());
            boolean isPhishing = each.example().positive();
            shares.add(new Scored(
                    each.example().id(),
                    isPhishing,
                    share.value(),
                    each.example().source()));
            (isPhishing ? phishing : ordinary).merge(share.band(), 1, Integer::sum);
            if (isPhishing && model.settings().types().contains(each.type())) {
                types.merge(
                        each.type(),
                        new TypeFigures(0, 0).plus(model.type(lines).equals(each.type())),
                        (a, b) -> new TypeFigures(a.calls() + b.calls(), a.right() + b.right()));
            }
        }
        return new CallFigures(Evaluation.of(data.problem(), shares, 0.6).auc(), phishing, ordinary, types);
    }

    /** Share of the phishing calls whose kind is told rightly; NaN without any. */
    public double typeAccuracy() {
        int calls = types.values().stream().mapToInt(TypeFigures::calls).sum();
        int right = types.values().stream().mapToInt(TypeFigures::right).sum();
        return calls == 0 ? Double.NaN : (double) right / calls;
    }

    /** Puts the figures into a report's object: {@code phishingShare} and {@code types}. */
    public void addTo(ObjectNode json) {
        ObjectNode share = json.putObject("phishingShare").put("auc", shareAuc);
        bands(share.putObject("phishing"), phishing);
        bands(share.putObject("ordinary"), ordinary);
        if (!types.isEmpty()) {
            ObjectNode kinds = json.putObject("types").put("accuracy", typeAccuracy());
            ObjectNode by = kinds.putObject("byType");
            types.forEach(
                    (name, of) -> by.putObject(name).put("calls", of.calls()).put("right", of.right()));
        }
    }

    private static void bands(ObjectNode json, Map<Band, Integer> counts) {
        for (Band band : Band.values()) {
            json.put(band.name(), counts.getOrDefault(band, 0));
        }
    }

    /** Two or three lines for a terminal. */
    public String toText() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "P (phishing sentences of all): AUC %.4f; phishing calls %s; ordinary calls %s%n",
                shareAuc,
                bands(phishing),
                bands(ordinary)));
        if (!types.isEmpty()) {
            text.append(String.format(Locale.ROOT, "kind of phishing: accuracy %.3f;", typeAccuracy()));
            types.forEach((name, of) -> text.append(' ')
                    .append(name)
                    .append(' ')
                    .append(of.right())
                    .append('/')
                    .append(of.calls()));
            text.append('\n');
        }
        return text.toString();
    }

    private static String bands(Map<Band, Integer> counts) {
        return String.format(
                Locale.ROOT,
                "below 60 %% %d, to 80 %% %d, above %d",
                counts.getOrDefault(Band.SAFE, 0),
                counts.getOrDefault(Band.CAUTION, 0),
                counts.getOrDefault(Band.DANGER, 0));
    }
}
