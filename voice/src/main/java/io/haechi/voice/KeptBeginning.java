package io.haechi.voice;

import io.haechi.audio.Sound;
import io.haechi.audio.SoundStream;
import java.util.Arrays;
import java.util.List;

/** Another stream whose first seconds are kept as they pass by, so that they can be heard again without decoding twice. */
final class KeptBeginning implements SoundStream {
    private final SoundStream source;
    private final float[][] kept;
    private int filled;
    private boolean isWhole = true;

    /**
     * @param source closed with this one
     * @param seconds how much to keep at most; 0 keeps nothing
     */
    KeptBeginning(SoundStream source, double seconds) {
        this.source = source;
        this.kept = new float[source.channels()][(int) Math.round(seconds * source.sampleRate())];
    }

    @Override
    public int sampleRate() {
        return source.sampleRate();
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public int read(float[][] into, int frames) {
        int read = source.read(into, frames);
        if (read > 0) {
            int taken = Math.min(read, kept[0].length - filled);
            for (int c = 0; c < kept.length; c++) {
                System.arraycopy(into[c], 0, kept[c], filled, taken);
            }
            filled += taken;
            isWhole &= taken == read;
        }
        return read;
    }

    @Override
    public List<String> notes() {
        return source.notes();
    }

    /** Whether everything that was read was kept. */
    boolean isWhole() {
        return isWhole;
    }

    /** What was kept. */
    Sound sound() {
        float[][] channels = new float[kept.length][];
        for (int c = 0; c < kept.length; c++) {
            channels[c] = Arrays.copyOf(kept[c], filled);
        }
        return new Sound(channels, sampleRate());
    }

    @Override
    public void close() {
        source.close();
    }
}
