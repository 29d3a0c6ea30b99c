package io.haechi.call.data;

import io.haechi.core.Example;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Ordinary calls of kinds that few collections hold (sales, city halls, schools, surgeries, real police), drawn from sentences
 * that were written for Haechi. They go beside the training texts, so that what is merely unknown is not taken for phishing;
 * nothing is ever measured on them.
 */
public final class Background {
    private static final String FILE = "/io/haechi/call/background.txt";
    private static final double LEAST_SHARE = 0.4;
    private static final double MORE_SHARE = 0.5;

    private Background() {}

    /**
     * Draws calls: a random 40 to 90 % of the sentences of a kind, in their order.
     *
     * @param perKind calls of each kind, 0 or more
     * @param seed the same seed draws the same calls
     */
    public static List<TextEntry> calls(int perKind, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TextEntry> calls = new ArrayList<>();
        kinds().forEach((kind, sentences) -> {
            for (int i = 0; i < perKind; i++) {
                double share = LEAST_SHARE + MORE_SHARE * random.nextDouble();
                List<String> drawn = sentences.stream()
                        .filter(_ -> random.nextDouble() < share)
                        .toList();
                String text = String.join("\n", drawn.isEmpty() ? sentences : drawn);
                String id = "written " + kind + " " + i;
                calls.add(new TextEntry(new Example<>(id, text, false, "written " + kind, id, "train"), kind));
            }
        });
        return calls;
    }

    /** The sentences of each kind. */
    static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("= ")) {
                current = new ArrayList<>();
                kinds.put(line.substring(2).strip(), current);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current.add(line.strip());
            }
        }
        return kinds;
    }

    private static List<String> lines() {
        try (InputStream bytes = Objects.requireNonNull(Background.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
