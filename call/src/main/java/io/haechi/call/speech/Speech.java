package io.haechi.call.speech;

import io.haechi.audio.speech.SpeechDetector;
import io.haechi.call.speech.engine.Recogniser;
import io.haechi.call.speech.engine.SpeechPackage;
import io.haechi.call.speech.ggml.WhisperCpp;
import io.haechi.call.speech.whisper.WhisperOnnx;
import io.haechi.core.model.ModelStore;

/** Opens speech models, whatever runs them. */
public final class Speech {
    /** The model that is asked unless somebody says otherwise; it does not ship, but is pulled once. */
    public static final String DEFAULT_MODEL = "whisper-base";

    /** What to do where no speech model is installed. */
    public static final String HOW_TO_GET_ONE =
            "'haechi model pull whisper-base' gets one (133 MB, once), 'haechi model pull whisper-base --from FILE'"
                    + " takes one that you have.";

    private Speech() {}

    /** Whether the default model is installed; its hashes are not looked at. */
    public static boolean isInstalled(ModelStore store) {
        return store.places().containsKey(DEFAULT_MODEL);
    }

    /**
     * Opens a model.
     *
     * @param word an id in the store, a package's folder, or a ggml file of Whisper's
     * @throws io.haechi.core.ModelException if there is none, it is damaged, or its engine does not run here
     * @throws IllegalArgumentException if the options are not possible
     */
    public static SpeechToText open(ModelStore store, String word, TranscriptionOptions options) {
        SpeechModel model = SpeechModel.find(store, word);
        Recogniser recogniser = recogniser(model, options.threads());
        try {
            return new Transcriber(recogniser, SpeechDetector.open(), options, model.id(), model.sha256());
        } catch (RuntimeException e) {
            recogniser.close();
            throw e;
        }
    }

    private static Recogniser recogniser(SpeechModel model, int threads) {
        return model.engine().equals(SpeechPackage.GGML)
                ? WhisperCpp.open(model.weights(), threads)
                : WhisperOnnx.open(
                        new WhisperOnnx.Files(
                                model.file(WhisperOnnx.ENCODER),
                                model.file(WhisperOnnx.DECODER),
                                model.file(WhisperOnnx.TOKENIZER),
                                model.numbers(WhisperOnnx.SUPPRESSED),
                                model.numbers(WhisperOnnx.SUPPRESSED_FIRST)),
                        threads);
    }
}
