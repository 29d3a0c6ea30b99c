package io.haechi.text.sparse;

/**
 * Columns without a vocabulary: MurmurHash3 (x86, 32 bits) of the eight bytes of a term's key, low byte first, cut to the low
 * bits. Nothing has to be learnt or stored, and a term never seen has a column too.
 *
 * <p>The price is collisions: {@code n} terms in {@code m} columns leave about {@code n - m(1 - (1 - 1/m)^n)} of them in a column
 * that another one has already ({@link #expectedCollisions}); 100,000 terms in 2<sup>18</sup> columns: about 17,000. Columns
 * cannot be read back, so a model on them explains itself by the places in the text only.
 *
 * @param bits the base-2 logarithm of the number of columns, 8 to 24
 * @param seed of the hash; another one makes other terms meet
 */
public record HashedColumns(int bits, int seed) implements Columns {
    public HashedColumns {
        if (bits < 8 || bits > 24) {
            throw new IllegalArgumentException("Bits of hashed columns must be between 8 and 24, got " + bits);
        }
    }

    @Override
    public int size() {
        return 1 << bits;
    }

    @Override
    public int column(long key) {
        return murmur3(key, seed) & size() - 1;
    }

    @Override
    public void columns(long[] keys, int count, int[] columns) {
        for (int i = 0; i < count; i++) {
            columns[i] = column(keys[i]);
        }
    }

    /** How many of so many different terms are expected in a column that another one has already. */
    public double expectedCollisions(long terms) {
        return terms + size() * Math.expm1(terms * Math.log1p(-1.0 / size()));
    }

    static int murmur3(long key, int seed) {
        int h = mix(mix(seed, (int) key), (int) (key >>> 32)) ^ 8;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }

    private static int mix(int hash, int block) {
        int k = Integer.rotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
        return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xE6546B64;
    }
}
