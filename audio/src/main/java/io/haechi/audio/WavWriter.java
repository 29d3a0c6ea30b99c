package io.haechi.audio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes plain WAV files; what it writes, {@link SoundFile} reads back. */
public final class WavWriter {

    private WavWriter() {}

    /**
     * Writes 16-bit PCM; samples beyond full scale are clipped, none is dithered.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public static void write(Path file, Sound sound) {
        write(file, sound, 1, 2, (buffer, sample) -> buffer.putShort(toPcm16(sample)));
    }

    /**
     * Writes 32-bit floats, exactly as they are.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public static void writeFloat(Path file, Sound sound) {
        write(file, sound, 3, 4, ByteBuffer::putFloat);
    }

    private interface SampleCoder {
        ByteBuffer put(ByteBuffer buffer, float sample);
    }

    private static short toPcm16(float sample) {
        return (short) Math.clamp(Math.round(sample * 32768f), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static void write(Path file, Sound sound, int tag, int bytes, SampleCoder coder) {
        int frameBytes = bytes * sound.channels().length;
        long dataBytes = (long) frameBytes * sound.frames();
        if (dataBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A WAV holds at most 2 GiB here, got " + dataBytes + " bytes");
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(header(sound, tag, bytes, (int) dataBytes));
            ByteBuffer frame = ByteBuffer.allocate(frameBytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < sound.frames(); i++) {
                frame.clear();
                for (float[] channel : sound.channels()) {
                    coder.put(frame, channel[i]);
                }
                out.write(frame.array());
            }
            if ((dataBytes & 1) == 1) {
                out.write(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private static byte[] header(Sound sound, int tag, int bytes, int dataBytes) {
        int channels = sound.channels().length;
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + dataBytes + (dataBytes & 1))
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(sound.sampleRate())
                .putInt(sound.sampleRate() * channels * bytes)
                .putShort((short) (channels * bytes))
                .putShort((short) (8 * bytes))
                .put(ascii("data"))
                .putInt(dataBytes)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
