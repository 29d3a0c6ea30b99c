package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import java.nio.file.Path;
import java.util.Arrays;

/** The beginning of one channel, in memory. */
final class Excerpt {
    private Excerpt() {}

    static float[] read(Path recording, int channel, double seconds) {
        int wanted = (int) Math.round(seconds * Voice.SAMPLE_RATE);
        float[] samples = new float[wanted];
        int filled = 0;
        try (SoundStream sound = SoundFile.open(recording, Voice.SAMPLE_RATE, DecodeLimits.DEFAULT)) {
            float[][] block = new float[sound.channels()][Voice.SAMPLE_RATE];
            while (filled < wanted) {
                int read = sound.read(block, Math.min(Voice.SAMPLE_RATE, wanted - filled));
                if (read < 0) {
                    break;
                }
                System.arraycopy(block[channel], 0, samples, filled, read);
                filled += read;
            }
        }
        return Arrays.copyOf(samples, filled);
    }

    static Sound sound(float[] samples) {
        return Sound.mono(samples, Voice.SAMPLE_RATE);
    }
}
