package io.haechi.call.speech.whisper;

/**
 * The printable character that stands for each byte in byte-level vocabularies: those of Latin-1 that print stand for
 * themselves, the others for what follows U+0100 in order.
 */
final class Letters {
    private static final int FIRST_BORROWED = 0x100;
    private static final byte[] BYTES = new byte[FIRST_BORROWED + 68];

    static {
        int borrowed = FIRST_BORROWED;
        for (int value = 0; value < 256; value++) {
            BYTES[prints(value) ? value : borrowed++] = (byte) value;
        }
    }

    private Letters() {}

    private static boolean prints(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || (value >= 0xAE && value <= 0xFF);
    }

    /** The byte, 0 to 255, that a character stands for; -1 if none. */
    static int byteOf(char character) {
        if (character < FIRST_BORROWED ? !prints(character) : character >= BYTES.length) {
            return -1;
        }
        return Byte.toUnsignedInt(BYTES[character]);
    }
}
