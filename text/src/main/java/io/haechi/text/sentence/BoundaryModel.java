package io.haechi.text.sentence;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How likely a sentence ends at a place: a logistic regression on endings, beginnings and length. No feature is kept that stands
 * in fewer than 5 documents.
 */
public final class BoundaryModel {
    private static final String FIRST = "haechi-boundaries 1";
    private static final String RESOURCE = "boundaries.txt";

    private final Map<String, Float> weights;

    BoundaryModel(Map<String, Float> weights) {
        this.weights = Map.copyOf(weights);
    }

    private static final class Shipped {
        private static final BoundaryModel MODEL = shipped();
    }

    /** The model that is shipped. */
    public static BoundaryModel standard() {
        return Shipped.MODEL;
    }

    /**
     * Learns where sentences end.
     *
     * @param documents each as its sentences in their order, without punctuation
     * @param talk is told what is being done
     */
    public static BoundaryModel fit(List<List<String>> documents, Consumer<String> talk) {
        return new BoundaryTraining(documents).fit(talk);
    }

    /** How many features weigh something. */
    public int size() {
        return weights.size();
    }

    double probability(Place place) {
        double sum = 0;
        for (String feature : place.features()) {
            sum += weights.getOrDefault(feature, 0F);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Writes it as text: a line per feature, sorted. */
    public void save(Path path) {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        new TreeMap<>(weights)
                .forEach((feature, weight) -> text.append(feature)
                        .append('\t')
                        .append(String.format(Locale.ROOT, "%.2f", weight))
                        .append('\n'));
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written", e);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws ModelException if it is missing or damaged
     */
    public static BoundaryModel load(Path path) {
        try {
            return parse(path.toString(), Files.readString(path).lines());
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static BoundaryModel parse(String name, Stream<String> lines) {
        List<String> all = lines.toList();
        if (all.isEmpty() || !all.getFirst().equals(FIRST)) {
            throw new ModelException(
                    name + ": holds no ends of sentences; expected \"" + FIRST + "\" in its first line.");
        }
        Map<String, Float> weights = new HashMap<>();
        for (String line : all.subList(1, all.size())) {
            int tab = line.indexOf('\t');
            try {
                weights.put(line.substring(0, Math.max(0, tab)), Float.parseFloat(line.substring(tab + 1)));
            } catch (NumberFormatException e) {
                throw new ModelException(name + ": \"" + line + "\" is no feature and weight.", e);
            }
        }
        return new BoundaryModel(weights);
    }

    private static BoundaryModel shipped() {
        try (InputStream in = Objects.requireNonNull(BoundaryModel.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
