package io.haechi.call.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.ModelException;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WhisperNetworkTest {
    @Test
    void stepsWithThePastGiveWhatNumpyGivesWithoutIt() throws IOException {
        WhisperOnnx.Files files = TinyWhisper.files();
        compare(files.encoder(), files.decoder());
    }

    @Test
    void simplifiedGraphsGiveTheSame() throws IOException {
        WhisperOnnx.Files files = TinyWhisper.files();
        compare(simple(files.encoder()), simple(files.decoder()));
    }

    private static byte[] simple(byte[] graph) {
        return Simplify.standard().apply(Graph.read(graph)).toBytes();
    }

    private static void compare(byte[] encoder, byte[] decoder) throws IOException {
        JsonNode vectors = Vectors.read("network.json");
        int frames = vectors.get("frames").asInt();
        try (WhisperNetwork network = WhisperNetwork.open(encoder, decoder, 1);
                WhisperNetwork.Heard heard = network.hear(waves(frames), frames);
                WhisperNetwork.Line line = heard.line()) {
            assertThat(network.words()).isEqualTo(1512);
            for (JsonNode step : vectors.get("steps")) {
                float[] logits = line.step(longs(step.get("tokens")));
                for (int i = 0; i < step.get("logits").size(); i++) {
                    assertThat((double) logits[97 * i])
                            .as("%s, token %d", step.get("tokens"), 97 * i)
                            .isCloseTo(step.get("logits").get(i).asDouble(), within(2e-4));
                }
            }
        }
    }

    @Test
    void linesDoNotKnowOfEachOther() {
        WhisperOnnx.Files files = TinyWhisper.files();
        try (WhisperNetwork network = WhisperNetwork.open(files.encoder(), files.decoder(), 1);
                WhisperNetwork.Heard heard = network.hear(waves(40), 40);
                WhisperNetwork.Line one = heard.line();
                WhisperNetwork.Line other = heard.line()) {
            one.step(5, 6);
            float[] first = one.step(8);
            other.step(7);
            other.close();
            assertThat(other.step(5, 6, 8)).containsExactly(first, within(1e-5f));
        }
    }

    @Test
    void otherGraphsAreRefused() {
        WhisperOnnx.Files files = TinyWhisper.files();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> WhisperNetwork.open(files.decoder(), files.encoder(), 1))
                .withMessageContaining("mel");
        byte[] cut = Arrays.copyOf(files.decoder(), files.decoder().length / 2);
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> WhisperNetwork.open(files.encoder(), cut, 1));
    }

    static float[] waves(int frames) {
        float[] mel = new float[80 * frames];
        for (int band = 0; band < 80; band++) {
            for (int frame = 0; frame < frames; frame++) {
                mel[band * frames + frame] = (float) Math.sin(0.3 * band + 0.21 * frame);
            }
        }
        return mel;
    }

    private static long[] longs(JsonNode array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asLong();
        }
        return values;
    }
}
