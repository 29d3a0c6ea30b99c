package io.haechi.text.ngram;

/** FNV-1a over UTF-16 code units, 64 bits, stirred at the end; never 0. */
final class TermHash {
    static final long START = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private TermHash() {}

    static long with(long hash, char c) {
        return (hash ^ c) * PRIME;
    }

    static long with(long hash, String letters) {
        long result = hash;
        for (int i = 0; i < letters.length(); i++) {
            result = with(result, letters.charAt(i));
        }
        return result;
    }

    static long finished(long hash) {
        long h = hash;
        h = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        h ^= h >>> 33;
        return h == 0 ? 1 : h;
    }
}
