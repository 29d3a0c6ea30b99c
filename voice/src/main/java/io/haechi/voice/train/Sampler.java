package io.haechi.voice.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Draws clips so that neither the class nor the corpus can be guessed from the other.
 *
 * <p>A corpus that gave mostly fakes teaches "this corpus is fake", and real speakers of it are then called synthetic.
 * So: first an origin is drawn, in proportion to the square root of its size; then the class, evenly if the origin has
 * both; then the source within that class, again by the root of its size; then a clip. Origins with one class only are drawn
 * such that over all both classes come equally often.
 */
final class Sampler {
    private final List<Origin> both = new ArrayList<>();
    private final List<Origin> realOnly = new ArrayList<>();
    private final List<Origin> fakeOnly = new ArrayList<>();

    private record Origin(List<List<Clip>> real, List<List<Clip>> fake, int size) {}

    Sampler(List<Clip> clips) {
        Map<String, Map<Boolean, Map<String, List<Clip>>>> tree = new TreeMap<>();
        for (Clip clip : clips) {
            tree.computeIfAbsent(clip.origin(), _ -> new TreeMap<>())
                    .computeIfAbsent(clip.fake(), _ -> new TreeMap<>())
                    .computeIfAbsent(clip.source(), _ -> new ArrayList<>())
                    .add(clip);
        }
        tree.forEach((_, classes) -> {
            List<List<Clip>> real = sources(classes, false);
            List<List<Clip>> fake = sources(classes, true);
            Origin origin = new Origin(real, fake, size(real) + size(fake));
            (real.isEmpty() ? fakeOnly : fake.isEmpty() ? realOnly : both).add(origin);
        });
        if (both.isEmpty() && (realOnly.isEmpty() || fakeOnly.isEmpty())) {
            throw new IllegalArgumentException(
                    "Training needs clips of both classes, got only " + (realOnly.isEmpty() ? "fake" : "real"));
        }
    }

    Clip draw(boolean fake, RandomGenerator random) {
        List<Origin> only = fake ? fakeOnly : realOnly;
        List<Origin> candidates = new ArrayList<>(both);
        candidates.addAll(only);
        double[] weights = new double[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sqrt(candidates.get(i).size);
        }
        Origin origin = candidates.get(pick(weights, random));
        List<List<Clip>> sources = fake ? origin.fake : origin.real;
        double[] bySource =
                sources.stream().mapToDouble(s -> Math.sqrt(s.size())).toArray();
        List<Clip> source = sources.get(pick(bySource, random));
        return source.get(random.nextInt(source.size()));
    }

    private static int pick(double[] weights, RandomGenerator random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static List<List<Clip>> sources(Map<Boolean, Map<String, List<Clip>>> classes, boolean fake) {
        return List.copyOf(classes.getOrDefault(fake, Map.of()).values());
    }

    private static int size(List<List<Clip>> sources) {
        return sources.stream().mapToInt(List::size).sum();
    }
}
