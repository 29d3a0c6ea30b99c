package io.haechi.audio;

/**
 * What the {@code fmt } chunk of a WAV says, checked.
 *
 * @param coding how one sample is written
 * @param channels 1 to 8
 * @param sampleRate frames per second, 1,000 to 768,000
 */
record WavFormat(Coding coding, int channels, int sampleRate) {

    /** How one sample is written, and its bytes. */
    enum Coding {
        PCM_U8(1),
        PCM_S16(2),
        PCM_S24(3),
        PCM_S32(4),
        FLOAT_32(4),
        FLOAT_64(8),
        A_LAW(1),
        MU_LAW(1);

        private final int bytes;

        Coding(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /** Bytes of one frame. */
    int frameBytes() {
        return coding.bytes() * channels;
    }
}
