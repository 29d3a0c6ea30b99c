package io.haechi.neural.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of file hold the same numbers, and neither can do anything but hold numbers. */
class TensorFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bert", "bert-prefixed", "electra", "xlm-roberta"})
    void bothFormsHoldTheSame(String name) throws IOException {
        Map<String, Value> safe = TensorFile.read(EncoderVectors.folder(name).resolve("model.safetensors"));
        Map<String, Value> torch = TensorFile.read(EncoderVectors.folder(name).resolve("pytorch_model.bin"));
        assertThat(torch.keySet()).containsExactlyInAnyOrderElementsOf(safe.keySet());
        safe.forEach((key, value) -> {
            Value same = Objects.requireNonNull(torch.get(key));
            assertThat(same.shape()).isEqualTo(value.shape());
            assertThat(same.values()).isEqualTo(value.values());
        });
    }

    private Path zipped(String pickle) throws IOException {
        Path file = folder.resolve("pytorch_model.bin");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
        return file;
    }

    @Test
    void aPickleThatNamesAnythingElseIsNotRead() throws IOException {
        // What runs 'id' when Python reads it.
        assertThatThrownBy(() -> TensorFile.read(zipped("\u0080\u0002cposix\nsystem\nX\u0002\0\0\0id\u0085R.")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"posix.system\", which is no tensor");
        assertThatThrownBy(() -> TensorFile.read(zipped("\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093.")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"builtins.eval\"");
        assertThatThrownBy(() -> TensorFile.read(zipped("\u0080\u0002iposix\nsystem\n.")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("operation 105");
        assertThatThrownBy(() -> TensorFile.read(zipped("\u0080\u0002}X\u0001\0\0\0aK\u0001s.")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"a\", which is no tensor");
    }

    @Test
    void damagedPicklesAreRefused() throws IOException {
        for (String pickle :
                new String[] {"", ".", "\u0080\u0002R.", "h\u0001.", "t.", "\u0080\u0002K\u0001.", "X\u007f\0\0\0a."}) {
            assertThatThrownBy(() -> TensorFile.read(zipped(pickle))).isInstanceOf(ModelException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"bert, model.safetensors", "bert, pytorch_model.bin", "electra, pytorch_model.bin"})
    void filesThatAreCutShortAreRefused(String encoder, String name) throws IOException {
        byte[] whole = Files.readAllBytes(EncoderVectors.folder(encoder).resolve(name));
        for (int length : new int[] {0, 4, 9, 200, whole.length / 2, whole.length - 1}) {
            Path cut = folder.resolve(length + name);
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TensorFile.read(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(length + name);
        }
    }
}
