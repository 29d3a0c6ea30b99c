package io.haechi.voice;

import io.haechi.audio.features.MelFrontEnd;
import java.util.List;

/** Shows a model the windows of a sound with patches taken out. */
interface Occluder {

    /**
     * Writes the picture of a window without these patches.
     *
     * @param into room for {@link VoiceModel#pictureSize} values from {@code offset} on
     */
    void picture(int window, List<Patch> without, float[] into, int offset);

    /** The finest way that this model's front end allows. */
    static Occluder of(VoiceModel model, ExcerptWindows windows) {
        return model.frontEnd() instanceof MelFrontEnd mel
                ? new MelOccluder(mel, windows)
                : new WaveOccluder(model.frontEnd(), windows);
    }
}
