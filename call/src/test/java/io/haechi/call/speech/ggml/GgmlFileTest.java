package io.haechi.call.speech.ggml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.haechi.core.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgmlFileTest {
    private static final int[] SIZES = {51_865, 1500, 64, 1, 1, 448, 64, 1, 1, 80, 1};

    @TempDir
    Path folder;

    @Test
    void aWholeFileIsReadToItsLastByte() throws IOException {
        GgmlFile file = GgmlFile.check(write(whole(SIZES)));
        assertThat(file).isEqualTo(new GgmlFile(51_865, 1, 1, 64, 80, 50));
        assertThat(GgmlFile.looksLikeOne(folder.resolve("model.bin"))).isTrue();
    }

    @Test
    void aFileThatIsCutShortIsRefusedWhereverItEnds() throws IOException {
        byte[] bytes = whole(SIZES);
        for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 97)) {
            refused(Arrays.copyOf(bytes, length), "");
        }
        refused(Arrays.copyOf(bytes, bytes.length - 1), "cut short");
    }

    @Test
    void otherFilesAreNamed() throws IOException {
        refused("GGUF and what follows it, long enough to be read".getBytes(StandardCharsets.UTF_8), "GGUF");
        refused("a letter, not a model".getBytes(StandardCharsets.UTF_8), "no ggml file");
        int[] llama = SIZES.clone();
        llama[0] = 32_000;
        refused(whole(llama), "another kind of model");
        int[] english = SIZES.clone();
        english[0] = 51_864;
        refused(whole(english), "English only");
    }

    @Test
    void aMissingTensorIsMissed() throws IOException {
        int[] twoLayers = SIZES.clone();
        byte[] bytes = whole(twoLayers);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4 * 5, 2);
        refused(bytes, "holds 50 tensors");
    }

    @Test
    void forgedSizesAreNoTrouble() throws IOException {
        byte[] bytes = whole(SIZES);
        // The number of words, then a word that claims to be longer than the file, or shorter than nothing.
        int words = 4 * 14 + 4 * 80 * 201;
        for (int forged : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(words + 4, forged);
            refused(bytes, "");
        }
    }

    private void refused(byte[] bytes, String saying) throws IOException {
        Path file = write(bytes);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> GgmlFile.check(file))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(saying);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.bin"), bytes);
    }

    /** A file with as many tensors as a model of one layer has, each of two numbers. */
    private static byte[] whole(int... sizes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        integers(out, GgmlFile.MAGIC);
        integers(out, sizes);
        integers(out, 80, 201);
        out.write(new byte[4 * 80 * 201]);
        integers(out, 2);
        for (String word : new String[] {"a", "bc"}) {
            integers(out, word.length());
            out.write(word.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 50; i++) {
            byte[] name = ((i < 22 ? "encoder." : "decoder.") + i).getBytes(StandardCharsets.UTF_8);
            integers(out, 1, name.length, i % 2, 2);
            out.write(name);
            out.write(new byte[i % 2 == 0 ? 8 : 4]);
        }
        return out.toByteArray();
    }

    private static void integers(ByteArrayOutputStream out, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        out.writeBytes(buffer.array());
    }
}
