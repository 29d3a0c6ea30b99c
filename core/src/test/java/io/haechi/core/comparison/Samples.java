package io.haechi.core.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Problem;
import io.haechi.core.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What models say of examples that are made up. */
final class Samples {
    private Samples() {}

    /** A case of {@code comparison.json}: every example one part, all of one source. */
    static Asked of(JsonNode vector) {
        return asked(
                vector.get("models").size(),
                part("valid", vector.get("fitLogits"), vector.get("fitPositive")),
                part("test", vector.get("testLogits"), vector.get("testPositive")));
    }

    private static Asked.Part part(String split, JsonNode logits, JsonNode positive) {
        boolean[] truths = Vectors.booleans(positive);
        List<Answers> answers = new ArrayList<>();
        for (int i = 0; i < truths.length; i++) {
            answers.add(answer(split + i, truths[i], "s", Vectors.doubles(logits.get(i))));
        }
        return new Asked.Part(split, answers);
    }

    /** Two good models and one that guesses, each deviating on its own; sources {@code maker <b>} and {@code people}. */
    static Asked drawn(int fit, int test) {
        return asked(3, drawn("valid", fit, 1), drawn("test", test, 2));
    }

    private static Asked.Part drawn(String split, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Answers> answers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean positive = i % 2 == 0;
            double sign = positive ? 1 : -1;
            answers.add(answer(
                    split + i,
                    positive,
                    positive ? "maker <b>" : "people",
                    1.2 * sign + random.nextGaussian(),
                    1.0 * sign + random.nextGaussian(),
                    random.nextGaussian()));
        }
        return new Asked.Part(split, answers);
    }

    static Asked asked(int models, Asked.Part fit, Asked.Part test) {
        return new Asked(
                Problem.VOICE,
                IntStream.range(0, models)
                        .mapToObj(m -> new Asked.Model(
                                "voice-" + (char) ('a' + m), Integer.toString(m).repeat(64)))
                        .toList(),
                fit,
                test);
    }

    static Answers answer(String id, boolean positive, String source, double... logits) {
        return new Answers(id, positive, source, false, List.of(logits));
    }
}
