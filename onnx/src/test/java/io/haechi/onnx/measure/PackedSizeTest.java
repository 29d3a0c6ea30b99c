package io.haechi.onnx.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackedSizeTest {
    @Test
    void itIsWhatGzipWrites() throws IOException {
        byte[] file = new byte[10_000];
        new Random(1).nextBytes(file);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(file);
        }
        assertThat(PackedSize.of(file)).isEqualTo(packed.size());
    }

    @Test
    void zerosPackWell() {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        byte[] half = noise.clone();
        Arrays.fill(half, 0, 5_000, (byte) 0);
        PackedSize size = PackedSize.between(noise, half);
        assertThat(size.originalBytes()).isGreaterThan(9_900);
        assertThat(size.timesSmaller()).isBetween(1.9, 2.0);
    }
}
