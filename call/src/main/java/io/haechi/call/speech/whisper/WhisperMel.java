package io.haechi.call.speech.whisper;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;

/**
 * The spectrum in Whisper's convention: our log-mel, with the sound mirrored at its beginning instead of preceded by
 * silence, without the last frame, in tens of decibels, at most 80 dB deep, and shifted to about -1 to 1.
 */
final class WhisperMel {
    /** Samples from one frame to the next. */
    static final int HOP = FrameOptions.SPEECH.hopLength();

    private static final int HALF_WINDOW = FrameOptions.SPEECH.windowLength() / 2;
    /** Whole hops put before the sound, so that frames stay on its hops; the mirrored half window is the end of them. */
    private static final int LEAD_FRAMES = (HALF_WINDOW + HOP - 1) / HOP;

    private static final float DEPTH = 8;

    private final LogMel mel;

    /** With this many bands: 80, or 128 for the largest models. */
    WhisperMel(int bands) {
        this.mel = new LogMel(FrameOptions.SPEECH, bands);
    }

    int bands() {
        return mel.bands();
    }

    /**
     * The spectrum of a sound and the silence after it.
     *
     * @param samples at 16 kHz, full scale -1 to 1
     * @param frames how many frames of 10 ms; what the sound does not fill is silence
     * @return row-major {@code [bands][frames]}
     */
    float[] apply(float[] samples, int frames) {
        int lead = LEAD_FRAMES * HOP;
        // One half window more than the last frame reaches is silence anyway.
        float[] padded = new float[lead + frames * HOP + HALF_WINDOW];
        System.arraycopy(samples, 0, padded, lead, Math.min(samples.length, padded.length - lead));
        for (int i = 1; i <= HALF_WINDOW; i++) {
            padded[lead - i] = i < samples.length ? samples[i] : 0;
        }
        int columns = mel.frames(padded.length);
        return shifted(mel.apply(padded), columns, frames);
    }

    private float[] shifted(float[] decibels, int columns, int frames) {
        float[] out = new float[bands() * frames];
        float loudest = Float.NEGATIVE_INFINITY;
        for (int band = 0; band < bands(); band++) {
            for (int frame = 0; frame < frames; frame++) {
                float value = decibels[band * columns + LEAD_FRAMES + frame] / 10;
                out[band * frames + frame] = value;
                loudest = Math.max(loudest, value);
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = (Math.max(out[i], loudest - DEPTH) + 4) / 4;
        }
        return out;
    }
}
