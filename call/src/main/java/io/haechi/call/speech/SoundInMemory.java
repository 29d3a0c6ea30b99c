package io.haechi.call.speech;

import io.haechi.audio.Sound;
import io.haechi.audio.SoundStream;

/** A sound that is there already, as a stream. */
final class SoundInMemory implements SoundStream {
    private final Sound sound;
    private int at;

    SoundInMemory(Sound sound) {
        this.sound = sound;
    }

    @Override
    public int sampleRate() {
        return sound.sampleRate();
    }

    @Override
    public int channels() {
        return sound.channels().length;
    }

    @Override
    public int read(float[][] into, int frames) {
        int given = Math.min(frames, sound.frames() - at);
        if (given <= 0) {
            return -1;
        }
        for (int c = 0; c < channels(); c++) {
            System.arraycopy(sound.channels()[c], at, into[c], 0, given);
        }
        at += given;
        return given;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
