package io.haechi.audio.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Vectors that make_vectors.py stored, and signals made on the spot. */
public final class Vectors {
    private Vectors() {}

    /** One of the signals: speech, noise, chirp, silence, short. */
    public static float[] signal(String name) {
        ByteBuffer bytes = read(name + ".f32");
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    static double[] expected(String name) {
        ByteBuffer bytes = read(name + ".f64");
        double[] values = new double[bytes.remaining() / 8];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /** Seeded white noise. */
    public static float[] noise(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (0.1 * random.nextGaussian());
        }
        return values;
    }

    /** A sine of amplitude one half at 16 kHz. */
    public static float[] tone(double hertz, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / 16_000));
        }
        return values;
    }

    private static ByteBuffer read(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No vector " + name);
            }
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double largestError(float[] actual, double[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError("Expected " + expected.length + " values, got " + actual.length);
        }
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            largest = error <= largest ? largest : error;
        }
        return largest;
    }
}
