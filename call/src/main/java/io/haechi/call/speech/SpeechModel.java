package io.haechi.call.speech;

import io.haechi.call.speech.engine.SpeechPackage;
import io.haechi.call.speech.ggml.GgmlFile;
import io.haechi.core.ModelException;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A speech model where it lies on the disk, every file's hash checked: its weights are too large to be held in memory
 * beside what the engine makes of them.
 *
 * @param id its name
 * @param sha256 hash of its card, or of the file if it is but one
 * @param engine {@link SpeechPackage#ONNX} or {@link SpeechPackage#GGML}
 * @param folder where its files are; the file itself if it is but one
 * @param settings what its card says beside
 */
record SpeechModel(String id, String sha256, String engine, Path folder, Map<String, Object> settings) {
    /**
     * The model that a word stands for: an id in the store, a package's folder, or a ggml file.
     *
     * @throws ModelException if there is none, it is damaged, or no speech model
     */
    static SpeechModel find(ModelStore store, String word) {
        Path path = Path.of(word);
        if (Files.isRegularFile(path) && GgmlFile.looksLikeOne(path)) {
            return ofFile(path);
        }
        if (ModelStore.isPath(word)) {
            return open(path);
        }
        String place = store.places().get(word);
        if (place == null) {
            throw new ModelException("No speech model is called \"" + word + "\"; " + Speech.HOW_TO_GET_ONE);
        }
        return open(Path.of(place).resolve(word));
    }

    private static SpeechModel ofFile(Path file) {
        try {
            return new SpeechModel(
                    String.valueOf(file.getFileName()), Sha256.of(file), SpeechPackage.GGML, file, Map.of());
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static SpeechModel open(Path folder) {
        Path cardFile = folder.resolve(ModelPackage.CARD);
        if (!Files.isRegularFile(cardFile)) {
            throw new ModelException(
                    folder + ": there is no speech model here (no folder with a card.json, no ggml file); "
                            + Speech.HOW_TO_GET_ONE);
        }
        try {
            byte[] bytes = Files.readAllBytes(cardFile);
            Card card = Card.fromJson(folder.toString(), bytes);
            if (!card.problem().equals(SpeechPackage.PROBLEM)) {
                throw new ModelException(folder + ": is a model for \"" + card.problem() + "\", expected one for \""
                        + SpeechPackage.PROBLEM + "\".");
            }
            for (Map.Entry<String, String> file : card.files().entrySet()) {
                check(folder, file.getKey(), file.getValue());
            }
            String engine = String.valueOf(card.settings().get(SpeechPackage.ENGINE));
            if (!engine.equals(SpeechPackage.ONNX) && !engine.equals(SpeechPackage.GGML)) {
                throw new ModelException(
                        folder + ": is for the engine \"" + engine + "\", known are " + SpeechPackage.ONNX + " and "
                                + SpeechPackage.GGML + "; update Haechi or pull the model again.");
            }
            return new SpeechModel(card.id(), Sha256.of(bytes), engine, folder, card.settings());
        } catch (IOException e) {
            throw new ModelException(folder + ": cannot be read (" + e.getMessage() + "); pull the model again.", e);
        }
    }

    private static void check(Path folder, String name, String expected) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelException(folder + ": " + name + " is missing; pull the model again.");
        }
        String actual = Sha256.of(file);
        if (!actual.equals(expected)) {
            throw new ModelException(folder + ": " + name + " has SHA-256 " + Sha256.brief(actual) + ", "
                    + ModelPackage.CARD + " says " + Sha256.brief(expected) + "; pull the model again.");
        }
    }

    /** Its file for whisper.cpp. */
    Path weights() {
        return Files.isRegularFile(folder) ? folder : folder.resolve(SpeechPackage.GGML_FILE);
    }

    /** One of its files. */
    byte[] file(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new ModelException(folder + ": " + name + " cannot be read; pull the model again.", e);
        }
    }

    /** Whole numbers among the settings; none if there are none of this name. */
    List<Integer> numbers(String setting) {
        return settings.get(setting) instanceof List<?> list
                ? list.stream()
                        .filter(Integer.class::isInstance)
                        .map(Integer.class::cast)
                        .toList()
                : List.of();
    }
}
