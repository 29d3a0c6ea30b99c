package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import java.util.random.RandomGenerator;

/**
 * The digital telephone: down to 8 kHz, each sample coded in 8 bits by A-law or µ-law, decoded, back to 16 kHz. Nothing
 * above 4 kHz survives, and noise follows the signal about 38 dB below. Samples beyond ±1 are clipped.
 *
 * @param law which companding law
 * @see <a href="https://www.itu.int/rec/T-REC-G.711">ITU-T G.711, 1988</a>
 */
public record G711(Law law) implements Augmentation {
    private static final int MU_BIAS = 33;
    private static final int MU_CLIP = 8158;

    /** Companding law. */
    public enum Law {
        /** The law of most of the world, and of lines between two worlds. */
        A_LAW,
        /** The law of North America and Japan. */
        MU_LAW,
        /** One of the two, drawn for each clip. */
        ANY
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        Law drawn = law == Law.ANY ? (random.nextBoolean() ? Law.A_LAW : Law.MU_LAW) : law;
        float[] narrow = TelephoneRate.down(samples);
        for (int i = 0; i < narrow.length; i++) {
            short linear = (short) Math.round(Math.clamp(narrow[i] * 32768.0, -32768.0, 32767.0));
            short decoded = drawn == Law.A_LAW ? decodeALaw(encodeALaw(linear)) : decodeMuLaw(encodeMuLaw(linear));
            narrow[i] = decoded / 32768f;
        }
        return TelephoneRate.up(narrow, samples.length);
    }

    /** A-law code of a 16-bit sample, of which the upper 13 bits count. */
    public static byte encodeALaw(short linear) {
        int value = linear >> 3;
        int mask = 0xD5;
        if (value < 0) {
            mask = 0x55;
            value = -value - 1;
        }
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(value | 1));
        int step = segment < 2 ? value >> 1 : value >> segment;
        return (byte) ((segment << 4 | step & 0xF) ^ mask);
    }

    /** The 16-bit sample that an A-law code stands for. */
    public static short decodeALaw(byte code) {
        int bits = (code & 0xFF) ^ 0x55;
        int segment = bits >> 4 & 7;
        int size = ((bits & 0xF) << 4) + 8;
        if (segment > 0) {
            size = size + 0x100 << segment - 1;
        }
        return (short) ((bits & 0x80) != 0 ? size : -size);
    }

    /** µ-law code of a 16-bit sample, of which the upper 14 bits count. */
    public static byte encodeMuLaw(short linear) {
        int value = linear >> 2;
        int mask = 0xFF;
        if (value < 0) {
            mask = 0x7F;
            value = -value;
        }
        value = Math.min(value, MU_CLIP) + MU_BIAS;
        int segment = Math.max(0, 26 - Integer.numberOfLeadingZeros(value));
        return (byte) ((segment << 4 | value >> segment + 1 & 0xF) ^ mask);
    }

    /** The 16-bit sample that a µ-law code stands for. */
    public static short decodeMuLaw(byte code) {
        int bits = ~code;
        int size = ((bits & 0xF) << 3) + 4 * MU_BIAS << (bits >> 4 & 7);
        return (short) ((bits & 0x80) != 0 ? 4 * MU_BIAS - size : size - 4 * MU_BIAS);
    }
}
