package io.haechi.voice;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.FrontEnd;
import io.haechi.audio.features.LogMel;
import io.haechi.audio.features.Mfcc;

/**
 * Which picture of the sound a model is given.
 *
 * @param kind {@code log-mel} or {@code mfcc}
 * @param bands mel bands, or cepstral coefficients
 */
public record FrontEndOptions(String kind, int bands) {

    public FrontEndOptions {
        if (!kind.equals("log-mel") && !kind.equals("mfcc")) {
            throw new IllegalArgumentException("Front end \"" + kind + "\" is neither log-mel nor mfcc");
        }
        if (bands < 1 || bands > 512) {
            throw new IllegalArgumentException("Bands must be between 1 and 512, got " + bands);
        }
    }

    /** The code that computes it: 25 ms windows every 10 ms at 16 kHz. */
    public FrontEnd build() {
        return switch (kind) {
            case "log-mel" -> new LogMel(FrameOptions.SPEECH, bands);
            default -> new Mfcc(FrameOptions.SPEECH, bands, Math.max(bands, 128), false, false);
        };
    }
}
