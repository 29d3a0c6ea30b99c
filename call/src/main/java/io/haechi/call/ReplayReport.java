package io.haechi.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Example;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What became of calls that were played back sentence by sentence.
 *
 * @param model the model that listened
 * @param modelSha256 hash of its package
 * @param syllablesPerSecond the rate by which seconds are told from syllables
 * @param played each call
 */
public record ReplayReport(String model, String modelSha256, double syllablesPerSecond, List<Played> played) {

    public ReplayReport {
        played = List.copyOf(played);
    }

    /**
     * One call.
     *
     * @param example the call
     * @param sentences said until the alert, -1 if there was none
     * @param seconds until the alert, or of the whole call if there was none
     */
    public record Played(Example<String> example, int sentences, double seconds) {
        boolean isAlerted() {
            return sentences >= 0;
        }
    }

    /** Share of phishing calls that were called out. */
    public double recall() {
        return share(true);
    }

    /** Share of ordinary calls that were called out at any moment. */
    public double fpr() {
        return share(false);
    }

    private double share(boolean positive) {
        List<Played> of = played.stream()
                .filter(each -> each.example().positive() == positive)
                .toList();
        return of.isEmpty()
                ? Double.NaN
                : (double) of.stream().filter(Played::isAlerted).count() / of.size();
    }

    /** Median of the sentences until the alert, over the phishing calls that were called out. */
    public double medianSentences() {
        return Replay.median(alerted().mapToDouble(Played::sentences).toArray());
    }

    /** Median of the seconds until the alert, over the phishing calls that were called out. */
    public double medianSeconds() {
        return Replay.median(alerted().mapToDouble(Played::seconds).toArray());
    }

    /** Share of all phishing calls that were called out within so many seconds. */
    public double recallWithin(double seconds) {
        long positives =
                played.stream().filter(each -> each.example().positive()).count();
        return positives == 0
                ? Double.NaN
                : (double) alerted().filter(each -> each.seconds() <= seconds).count() / positives;
    }

    private java.util.stream.Stream<Played> alerted() {
        return played.stream().filter(each -> each.example().positive() && each.isAlerted());
    }

    /** For a terminal; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s replayed %d calls at %.1f syllables a second%n"
                        + "recall %.3f, within 30 s %.3f, within 60 s %.3f; false alerts over whole calls %.4f%n"
                        + "%s%n%n%-28s %7s %8s %8s%n",
                model,
                played.size(),
                syllablesPerSecond,
                recall(),
                recallWithin(30),
                recallWithin(60),
                fpr(),
                alerted().findAny().isEmpty()
                        ? "no phishing call was alerted"
                        : String.format(
                                Locale.ROOT,
                                "median until the alert: %.0f sentences, %.0f s",
                                medianSentences(),
                                medianSeconds()),
                "source",
                "n",
                "label",
                "alerted"));
        for (boolean positive : new boolean[] {true, false}) {
            for (String source : sources(positive)) {
                List<Played> of = of(source, positive);
                text.append(String.format(
                        Locale.ROOT,
                        "%-28s %7d %8s %8.3f%n",
                        source,
                        of.size(),
                        positive ? "phishing" : "normal",
                        (double) of.stream().filter(Played::isAlerted).count() / of.size()));
            }
        }
        return text.toString();
    }

    private List<String> sources(boolean positive) {
        return List.copyOf(new TreeSet<>(played.stream()
                .filter(each -> each.example().positive() == positive)
                .map(each -> each.example().source())
                .toList()));
    }

    private List<Played> of(String source, boolean positive) {
        return played.stream()
                .filter(each -> each.example().positive() == positive
                        && each.example().source().equals(source))
                .toList();
    }

    /** One JSON object with {@code "schema":"haechi/1"}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1").put("problem", "call");
        json.put("model", model).put("modelSha256", modelSha256);
        json.put("n", played.size()).put("syllablesPerSecond", syllablesPerSecond);
        put(json, "recall", recall());
        put(json, "recallWithin30s", recallWithin(30));
        put(json, "recallWithin60s", recallWithin(60));
        put(json, "fpr", fpr());
        put(json, "medianSentences", medianSentences());
        put(json, "medianSeconds", medianSeconds());
        ArrayNode sources = json.putArray("bySource");
        for (boolean positive : new boolean[] {true, false}) {
            for (String source : sources(positive)) {
                List<Played> of = of(source, positive);
                sources.addObject()
                        .put("source", source)
                        .put("positive", positive)
                        .put("n", of.size())
                        .put("alerted", of.stream().filter(Played::isAlerted).count());
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
