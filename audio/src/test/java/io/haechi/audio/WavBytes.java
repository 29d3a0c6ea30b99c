package io.haechi.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds WAV files byte by byte, right ones and wrong ones. */
final class WavBytes {

    static final long OPEN = 0xFFFF_FFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Starts with {@code RIFF}, any size, {@code WAVE}. */
    static WavBytes riff(long bytes) {
        return new WavBytes().text("RIFF").int32(bytes).text("WAVE");
    }

    WavBytes text(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    WavBytes int16(int... values) {
        for (int value : values) {
            bytes(little(2).putShort((short) value).array());
        }
        return this;
    }

    WavBytes int32(long value) {
        return bytes(little(4).putInt((int) value).array());
    }

    WavBytes int64(long value) {
        return bytes(little(8).putLong(value).array());
    }

    WavBytes float32(float... values) {
        for (float value : values) {
            bytes(little(4).putFloat(value).array());
        }
        return this;
    }

    WavBytes float64(double value) {
        return bytes(little(8).putDouble(value).array());
    }

    WavBytes bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WavBytes format(int tag, int channels, long rate, int bits) {
        int frame = channels * bits / 8;
        return text("fmt ")
                .int32(16)
                .int16(tag, channels)
                .int32(rate)
                .int32(rate * frame)
                .int16(frame, bits);
    }

    WavBytes data(long bytes) {
        return text("data").int32(bytes);
    }

    Path write(Path file) {
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
