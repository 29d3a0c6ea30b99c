package io.haechi.call.speech.whisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What {@code make_vectors.py} computed with other people's tools. */
final class Vectors {
    private Vectors() {}

    static JsonNode read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(name), name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
