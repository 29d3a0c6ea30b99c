package io.haechi.text.embedding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parts of a word as fastText numbers them: character n-grams of {@code <word>}, hashed by FNV-1a over their UTF-8 bytes, each
 * byte widened with its sign as the original does, into buckets.
 */
record Subwords(int shortest, int longest, int buckets) {

    /** Bucket of each part, in fastText's order. */
    int[] of(String word) {
        if (longest < 1 || buckets < 1) {
            return new int[0];
        }
        byte[] bytes = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
        int[] found = new int[16];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (isContinuation(bytes[i])) {
                continue;
            }
            int hash = 0x811C9DC5;
            int end = i;
            for (int n = 1; end < bytes.length && n <= longest; n++) {
                do {
                    hash = (hash ^ bytes[end++]) * 16777619;
                } while (end < bytes.length && isContinuation(bytes[end]));
                boolean isBracket = n == 1 && (i == 0 || end == bytes.length);
                if (n >= shortest && !isBracket) {
                    found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                    found[count++] = Integer.remainderUnsigned(hash, buckets);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
