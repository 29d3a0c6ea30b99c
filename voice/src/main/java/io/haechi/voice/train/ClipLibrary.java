package io.haechi.voice.train;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.features.FrameOptions;
import io.haechi.core.data.Entry;
import java.util.Arrays;

/** Reads labelled recordings into memory: the first channel, at 16 kHz, at most half a minute of each. */
public final class ClipLibrary {
    private static final int LONGEST_SECONDS = 30;

    private ClipLibrary() {}

    /**
     * Reads one recording.
     *
     * @throws io.haechi.core.UnreadableInputException if it cannot be read
     */
    public static Clip read(Entry entry) {
        int rate = FrameOptions.SPEECH.sampleRate();
        Sound sound = SoundFile.readAll(entry.example().input(), rate, DecodeLimits.DEFAULT);
        float[] samples = sound.channels()[0];
        return new Clip(
                entry.example().id(),
                Arrays.copyOf(samples, Math.min(samples.length, LONGEST_SECONDS * rate)),
                entry.example().positive(),
                origin(entry),
                entry.example().source());
    }

    /** Where the manifest does not name a corpus, all clips count as one. */
    private static String origin(Entry entry) {
        return entry.columns().getOrDefault("origin", "");
    }
}
