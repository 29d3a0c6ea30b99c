package io.haechi.text.sentence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Fits a {@link BoundaryModel} by FTRL-Proximal: logistic regression with a step per weight and an L1 penalty that leaves most
 * weights at exactly 0.
 *
 * @see <a href="https://doi.org/10.1145/2487575.2488200">McMahan and others: Ad click prediction, 2013</a>
 */
final class BoundaryTraining {
    private static final int LEAST_DOCUMENTS = 5;
    private static final int EPOCHS = 6;
    private static final double ALPHA = 0.15;
    private static final double BETA = 1;
    private static final double L1 = 4;
    private static final double L2 = 2;
    private static final double LEAST_WEIGHT = 0.1;
    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    private final List<int[]> places = new ArrayList<>();
    private final List<Boolean> ends = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final double[] z;
    private final double[] n;

    BoundaryTraining(List<List<String>> documents) {
        Map<String, int[]> counts = new HashMap<>();
        for (int d = 0; d < documents.size(); d++) {
            int document = d + 1;
            forEach(documents.get(d), (place, _) -> {
                for (String feature : place.features()) {
                    int[] count = counts.computeIfAbsent(feature, _ -> new int[2]);
                    if (count[1] != document) {
                        count[1] = document;
                        count[0]++;
                    }
                }
            });
        }
        counts.forEach((feature, count) -> {
            if (count[0] >= LEAST_DOCUMENTS) {
                ids.put(feature, ids.size());
            }
        });
        documents.forEach(sentences -> forEach(sentences, this::add));
        z = new double[ids.size()];
        n = new double[ids.size()];
    }

    private interface PlaceSink {
        void accept(Place place, boolean isEnd);
    }

    private static void forEach(List<String> sentences, PlaceSink sink) {
        List<Word> words = new ArrayList<>();
        List<Boolean> isLast = new ArrayList<>();
        for (String sentence : sentences) {
            List<Word> own = Word.of(sentence, ANY_LENGTH);
            for (int i = 0; i < own.size(); i++) {
                words.add(own.get(i));
                isLast.add(i == own.size() - 1);
            }
        }
        int first = 0;
        int syllables = 0;
        for (int i = 0; i + 1 < words.size(); i++) {
            syllables += words.get(i).letters().length();
            sink.accept(Place.in(words, first, i, syllables), isLast.get(i));
            if (isLast.get(i)) {
                first = i + 1;
                syllables = 0;
            }
        }
    }

    private void add(Place place, boolean isEnd) {
        String[] features = place.features();
        int[] known = new int[features.length];
        int count = 0;
        for (String feature : features) {
            Integer id = ids.get(feature);
            if (id != null) {
                known[count++] = id;
            }
        }
        places.add(java.util.Arrays.copyOf(known, count));
        ends.add(isEnd);
    }

    BoundaryModel fit(Consumer<String> talk) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            order.add(i);
        }
        Random random = new Random(1);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            Collections.shuffle(order, random);
            double loss = 0;
            for (int i : order) {
                loss += step(places.get(i), ends.get(i));
            }
            talk.accept(String.format(
                    java.util.Locale.ROOT, "epoch %d of %d: loss %.4f", epoch, EPOCHS, loss / places.size()));
        }
        Map<String, Float> weights = new HashMap<>();
        ids.forEach((feature, id) -> {
            double weight = weight(id);
            if (Math.abs(weight) >= LEAST_WEIGHT) {
                weights.put(feature, (float) weight);
            }
        });
        return new BoundaryModel(weights);
    }

    private double step(int[] features, boolean isEnd) {
        double sum = 0;
        for (int id : features) {
            sum += weight(id);
        }
        double probability = 1 / (1 + Math.exp(-sum));
        double gradient = probability - (isEnd ? 1 : 0);
        for (int id : features) {
            double sigma = (Math.sqrt(n[id] + gradient * gradient) - Math.sqrt(n[id])) / ALPHA;
            z[id] += gradient - sigma * weight(id);
            n[id] += gradient * gradient;
        }
        return -Math.log(Math.max(1e-12, isEnd ? probability : 1 - probability));
    }

    private double weight(int id) {
        double excess = Math.abs(z[id]) - L1;
        return excess <= 0 ? 0 : -Math.signum(z[id]) * excess / ((BETA + Math.sqrt(n[id])) / ALPHA + L2);
    }
}
