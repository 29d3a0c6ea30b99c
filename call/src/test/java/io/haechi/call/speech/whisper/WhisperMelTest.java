package io.haechi.call.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WhisperMelTest {
    @Test
    void meetsTheModelsOwnConvention() throws IOException {
        // vectors: faster-whisper's FeatureExtractor, by make_vectors.py
        JsonNode vectors = Vectors.read("mel.json");
        int frames = vectors.get("frames").asInt();
        float[] picture = new WhisperMel(80).apply(tones(), frames);
        assertThat(vectors.get("values")).hasSizeGreaterThan(100);
        for (JsonNode each : vectors.get("values")) {
            int band = each.get(0).asInt();
            int frame = each.get(1).asInt();
            assertThat((double) picture[band * frames + frame])
                    .as("band %d, frame %d", band, frame)
                    .isCloseTo(each.get(2).asDouble(), within(2e-4));
        }
    }

    @Test
    void nothingIsAsQuietAsItGets() {
        float[] picture = new WhisperMel(80).apply(new float[0], 20);
        assertThat(picture).containsOnly(-1.5f);
    }

    private static float[] tones() {
        float[] samples = new float[2 * 16_000];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 16_000.0;
            samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * 220 * t)
                    + (t > 0.5 ? 0.2 * Math.sin(2 * Math.PI * 1730 * t) : 0)
                    + 0.05 * Math.sin(2 * Math.PI * 3999 * t * t));
        }
        return samples;
    }
}
