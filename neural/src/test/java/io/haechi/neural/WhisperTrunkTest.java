package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer.BandsToChannels;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Gelu;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.PositionalEncoding;
import io.haechi.neural.Layer.Rescale;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.Layer.WaveOrder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first layers of a Whisper encoder in our layers, against numpy: vectors/make_whisper.py made file and figures. */
class WhisperTrunkTest {
    private static final long[] SHAPE = {-1, 1, 6, 10};

    @TempDir
    Path folder;

    private static Network encoder(int width, int blocks, Layer... head) {
        List<Layer> front = Network.layers(
                new Rescale(0, 1),
                new BandsToChannels(),
                new Conv2d(width, 1, 3, 1, 1, Padding.SAME, true),
                new Gelu(),
                new Conv2d(width, 1, 3, 1, 2, Padding.SAME, true),
                new Gelu(),
                new ToSequence(),
                new PositionalEncoding(50, WaveOrder.HALVES));
        List<Layer> body = new java.util.ArrayList<>(front);
        for (int i = 0; i < blocks; i++) {
            body.addAll(Network.transformer(width, 2, 16, 0));
        }
        return Network.of("encoder", body, List.of(head));
    }

    private static Path file() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(WhisperTrunkTest.class.getResource("/vectors/whisper-tiny.bin"))
                .toURI());
    }

    @Test
    void itHearsWhatTheEncoderHears() throws IOException, URISyntaxException {
        Network network = encoder(8, 1);
        Parameters parameters = WhisperTrunk.of(network, 1, file(), SHAPE);
        float[] picture = new float[60];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i / 30f - 1;
        }
        float[] expected = new float[40];
        List<String> rows = Files.readAllLines(file().resolveSibling("whisper-tiny.csv"));
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Float.parseFloat(rows.get(i / 8).split(",", -1)[i % 8]);
        }
        byte[] model = OnnxExport.bytes(network, parameters, SHAPE, WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            assertThat(runner.run(picture, 1, 1, 6, 10)).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void whatFollowsTheTrunkStartsAsItWouldHave() throws IOException, URISyntaxException {
        Network network = encoder(8, 1, new GlobalAveragePool(), new Dense(1));
        Parameters borrowed = WhisperTrunk.of(network, 3, file(), SHAPE);
        Parameters own = Trainer.initial(network, 3, SHAPE);
        assertThat(borrowed.get("11.dense.weight").values())
                .isEqualTo(own.get("11.dense.weight").values());
        assertThat(borrowed.get("2.conv2d.weight").values())
                .isNotEqualTo(own.get("2.conv2d.weight").values());
    }

    @Test
    void anotherSizeMissingBlocksAndOtherFilesAreRefused() throws IOException, URISyntaxException {
        assertThatThrownBy(() -> WhisperTrunk.of(encoder(10, 1), 1, file(), SHAPE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("2.conv2d.weight")
                .hasMessageContaining("[8, 6, 1, 3]");
        assertThatThrownBy(() -> WhisperTrunk.of(encoder(8, 2), 1, file(), SHAPE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("fewer blocks");
        byte[] whole = Files.readAllBytes(file());
        for (int length : new int[] {0, 3, 40, whole.length / 2}) {
            Path cut = folder.resolve("cut" + length + ".bin");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WhisperTrunk.of(encoder(8, 1), 1, cut, SHAPE))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("cut short");
        }
    }
}
