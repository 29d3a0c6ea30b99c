package io.haechi.call.speech;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import java.nio.file.Path;

/**
 * Writes down what is said. The one seam between the rest of Haechi and whatever engine does it.
 *
 * <pre>{@code
 * try (SpeechToText writer = Speech.open(ModelStore.standard(), Speech.DEFAULT_MODEL, TranscriptionOptions.STANDARD)) {
 *     Transcript transcript = writer.transcribe(Path.of("call.m4a"), TranscriptionListener.NONE);
 *     transcript.utterances().forEach(each -> use(each.startSeconds(), each.text()));
 * }
 * }</pre>
 *
 * <p>Sound of any length is cut into pieces where nobody speaks and heard piece by piece, so that memory does not grow with
 * it. Each channel is a speaker; channels that hold the same sound are heard once. Where nobody says a word the transcript
 * is empty, and its limits say why. For one thread at a time.
 */
public interface SpeechToText extends AutoCloseable {

    /**
     * Writes down a file.
     *
     * @throws io.haechi.core.UnreadableInputException if it is no sound
     * @throws io.haechi.core.ModelException if the engine fails
     */
    default Transcript transcribe(Path file, TranscriptionListener listener) {
        try (SoundStream sound = SoundFile.open(file, 16_000, DecodeLimits.DEFAULT)) {
            return transcribe(file.toString(), sound, listener);
        }
    }

    /**
     * Writes down a stream, from where it is to its end.
     *
     * @param name what messages and the transcript call it
     * @param sound at 16 kHz; not closed
     * @throws io.haechi.core.UnreadableInputException if it cannot be read to its end
     * @throws io.haechi.core.ModelException if the engine fails
     */
    Transcript transcribe(String name, SoundStream sound, TranscriptionListener listener);

    /** The model that is asked, by its id. */
    String modelId();

    /** Hash of that model. */
    String modelSha256();

    /** What runs it, in a few words. */
    String engine();

    /** Frees the model. */
    @Override
    void close();
}
