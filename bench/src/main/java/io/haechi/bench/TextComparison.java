package io.haechi.bench;

import io.haechi.text.ngram.CharacterNgrams;
import io.haechi.text.normal.Normaliser;
import io.haechi.text.sparse.LinearText;
import io.haechi.text.sparse.TfIdf;
import io.haechi.text.sparse.TfIdfOptions;
import io.haechi.text.sparse.VocabularyOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Character TF-IDF and a linear model over it, against scikit-learn's TfidfVectorizer and LinearSVC. Python fits the model once on
 * texts that we normalised; both then score the same texts with the same weights. Ours begins at the raw text where its name
 * does not say otherwise, Python at the normalised one.
 */
final class TextComparison {
    private static final int PIECE = 10_000;

    private TextComparison() {}

    static void run(Session session) {
        CallTexts texts = CallTexts.find(session);
        List<String> training = normal(texts.training());
        TfIdf features =
                TfIdf.fit(training, CharacterNgrams.across(2, 4), VocabularyOptions.ALL, TfIdfOptions.STANDARD);
        compare(session, "text-calls", "calls", texts, training, features, texts.calls());
        compare(session, "text-sentences", "sentences", texts, training, features, texts.sentences());
    }

    private static List<String> normal(List<String> texts) {
        return texts.stream().map(Normaliser.CALL::apply).toList();
    }

    private static void compare(
            Session session,
            String name,
            String what,
            CallTexts texts,
            List<String> training,
            TfIdf features,
            List<String> raw) {
        List<String> normal = normal(raw);
        Path weights = session.file(name + ".weights");
        Path scores = session.file(name + ".scores");
        Optional<PythonReference> python = session.python(
                "text",
                session.write(name + ".train", lines(training)),
                session.write(name + ".labels", lines(texts.labels())),
                session.write(name + ".texts", lines(normal)),
                weights,
                scores);
        try {
            LinearText linear = python.isPresent() ? fitted(features, weights) : random(features);
            List<Contender> contenders = new ArrayList<>();
            contenders.add(Contender.ours("Haechi, raw texts, 1 thread", () -> score(linear, raw)));
            contenders.add(Contender.ours("Haechi, normalised texts, 1 thread", () -> scores(linear, normal, 1)));
            contenders.add(Contender.ours("Haechi, normalised texts, 2 threads", () -> scores(linear, normal, 2)));
            contenders.add(Contender.ours("Haechi, sparse rows only, 1 thread", () -> rows(features, normal)));
            python.ifPresent(reference -> contenders.add(reference.contender()));
            List<Measurement> measured = session.measure(name, contenders, Double.NaN);
            List<String> notes = new ArrayList<>();
            for (Measurement each : measured) {
                notes.add(String.format(
                        Locale.ROOT, "%s: %,.0f %s/s.", each.name(), raw.size() / each.median(), what));
            }
            python.ifPresent(_ -> notes.add(String.format(
                    Locale.ROOT,
                    "Scores differ by at most %.1e.",
                    Session.difference(asFloats(linear.scores(normal, 1)), Session.read(scores)))));
            String task = String.format(
                    Locale.ROOT,
                    "%,d %s of %,d characters on average, %,d n-grams of 2 to 4 characters known",
                    raw.size(),
                    what,
                    raw.stream().mapToInt(String::length).sum() / raw.size(),
                    features.width());
            session.compared(new Comparison(name, task, measured, notes, List.of()));
        } finally {
            python.ifPresent(PythonReference::close);
        }
    }

    private static void score(LinearText linear, List<String> raw) {
        double sum = 0;
        for (String text : raw) {
            sum += linear.score(Normaliser.CALL.apply(text));
        }
        used(sum);
    }

    private static void scores(LinearText linear, List<String> texts, int threads) {
        used(Arrays.stream(linear.scores(texts, threads)).sum());
    }

    private static void rows(TfIdf features, List<String> texts) {
        int cells = 0;
        for (int from = 0; from < texts.size(); from += PIECE) {
            cells += features.transform(texts.subList(from, Math.min(texts.size(), from + PIECE)))
                    .cells();
        }
        used(cells);
    }

    /** A result that nobody looks at may be left out by the compiler. */
    private static void used(double result) {
        if (Double.isNaN(result)) {
            throw new IllegalStateException("A score is no number");
        }
    }

    private static LinearText fitted(TfIdf features, Path file) {
        float[] all = Session.read(file);
        return new LinearText(features, Arrays.copyOf(all, all.length - 1), all[all.length - 1]);
    }

    private static LinearText random(TfIdf features) {
        Random random = new Random(1);
        float[] weights = new float[features.width()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return new LinearText(features, weights, 0);
    }

    private static float[] asFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static byte[] lines(List<?> lines) {
        return lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
