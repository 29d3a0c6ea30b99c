package io.haechi.text.embedding;

/** Arithmetic on rows of flat matrices. */
final class Vectors {
    private Vectors() {}

    static double cosine(float[] a, float[] b) {
        double lengths = Math.sqrt(dot(a, 0, a, 0, a.length)) * Math.sqrt(dot(b, 0, b, 0, b.length));
        return lengths == 0 ? 0 : dot(a, 0, b, 0, a.length) / lengths;
    }

    /** Four sums side by side, so that the processor need not wait for each addition. */
    static float dot(float[] a, int atA, float[] b, int atB, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[atA + i] * b[atB + i];
            s1 += a[atA + i + 1] * b[atB + i + 1];
            s2 += a[atA + i + 2] * b[atB + i + 2];
            s3 += a[atA + i + 3] * b[atB + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[atA + i] * b[atB + i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** {@code target += factor * row}. */
    static void add(float[] target, int atTarget, float factor, float[] row, int atRow, int length) {
        for (int i = 0; i < length; i++) {
            target[atTarget + i] += factor * row[atRow + i];
        }
    }
}
