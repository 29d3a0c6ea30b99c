package io.haechi.audio;

import io.haechi.audio.WavFormat.Coding;
import java.nio.ByteBuffer;

/** Turns bytes of a WAV into floats, one channel at a time: integers are divided by their full scale. */
final class WavSamples {

    private static final float[] A_LAW = new float[256];
    private static final float[] MU_LAW = new float[256];

    static {
        for (int code = 0; code < 256; code++) {
            A_LAW[code] = aLaw(code) / 32768f;
            MU_LAW[code] = muLaw(code) / 32768f;
        }
    }

    private WavSamples() {}

    /**
     * Decodes every {@code stride}-th sample of {@code bytes}, starting at byte {@code from}.
     *
     * @param bytes little-endian samples, interleaved
     * @param from byte of the first sample wanted
     * @param stride bytes of one frame
     * @param into where {@code frames} floats go, from {@code at}
     */
    static void decode(Coding coding, ByteBuffer bytes, int from, int stride, float[] into, int at, int frames) {
        int p = from;
        switch (coding) {
            case PCM_U8 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = ((bytes.get(p) & 0xFF) - 128) / 128f;
                }
            }
            case PCM_S16 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = bytes.getShort(p) / 32768f;
                }
            }
            case PCM_S24 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = ((bytes.getShort(p) & 0xFFFF) | bytes.get(p + 2) << 16) / 8388608f;
                }
            }
            case PCM_S32 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = bytes.getInt(p) / 2147483648f;
                }
            }
            case FLOAT_32 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = bytes.getFloat(p);
                }
            }
            case FLOAT_64 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = (float) bytes.getDouble(p);
                }
            }
            case A_LAW -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = A_LAW[bytes.get(p) & 0xFF];
                }
            }
            case MU_LAW -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    into[i] = MU_LAW[bytes.get(p) & 0xFF];
                }
            }
        }
    }

    /** ITU-T G.711, table 1a, expanded to 16 bits. */
    private static int aLaw(int code) {
        int c = code ^ 0x55;
        int mantissa = (c & 0x0F) << 4 | 8;
        int segment = c >> 4 & 7;
        int magnitude = segment == 0 ? mantissa : (mantissa | 0x100) << segment - 1;
        return (c & 0x80) != 0 ? magnitude : -magnitude;
    }

    /** ITU-T G.711, table 2a, expanded to 16 bits. */
    private static int muLaw(int code) {
        int c = ~code & 0xFF;
        int magnitude = (((c & 0x0F) << 3 | 0x84) << (c >> 4 & 7)) - 0x84;
        return (c & 0x80) != 0 ? -magnitude : magnitude;
    }
}
