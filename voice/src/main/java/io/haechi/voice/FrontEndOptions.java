package io.haechi.voice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.FrontEnd;
import io.haechi.audio.features.LogMel;
import io.haechi.audio.features.Mfcc;
import org.jspecify.annotations.Nullable;

/**
 * Which picture of the sound a model is given. Long windows show harmonics; windows shorter than a pitch period show each
 * pulse of the voice and whether all frequencies begin with it, which a vocoder that guesses phases gets wrong.
 *
 * @param kind {@code log-mel} or {@code mfcc}
 * @param bands mel bands, or cepstral coefficients
 * @param windowLength samples in a frame at 16 kHz; null for 400, 25 ms
 * @param hopLength samples from one frame to the next; null for 160, 10 ms
 * @param topDb how far below the loudest value the quietest may lie, in decibels; null for any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrontEndOptions(
        String kind,
        int bands,
        @Nullable Integer windowLength,
        @Nullable Integer hopLength,
        @Nullable Double topDb) {

    @JsonCreator
    public FrontEndOptions {
        if (!kind.equals("log-mel") && !kind.equals("mfcc")) {
            throw new IllegalArgumentException("Front end \"" + kind + "\" is neither log-mel nor mfcc");
        }
        if (bands < 1 || bands > 512) {
            throw new IllegalArgumentException("Bands must be between 1 and 512, got " + bands);
        }
        if (topDb != null && kind.equals("mfcc")) {
            throw new IllegalArgumentException("Only log-mel takes topDb, mfcc keeps the whole range");
        }
    }

    /** With 25 ms windows every 10 ms. */
    public FrontEndOptions(String kind, int bands) {
        this(kind, bands, null, null, null);
    }

    /** The code that computes it, at 16 kHz. */
    public FrontEnd build() {
        FrameOptions frames = frames();
        return switch (kind) {
            case "log-mel" -> new LogMel(frames, bands, 0, topDb == null ? LogMel.NO_TOP_DB : topDb);
            default -> new Mfcc(frames, bands, Math.max(bands, 128), false, false);
        };
    }

    private FrameOptions frames() {
        FrameOptions usual = FrameOptions.SPEECH;
        return new FrameOptions(
                usual.sampleRate(),
                windowLength == null ? usual.windowLength() : windowLength,
                hopLength == null ? usual.hopLength() : hopLength);
    }
}
