package io.haechi.voice;

import io.haechi.audio.features.FrontEnd;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.ModelPackage;
import io.haechi.neural.BorrowedTrunk;
import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.PrunedNetwork;
import io.haechi.neural.WhisperTrunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recipe's network, untrained or as a package has it.
 *
 * @param network the layers; smaller than the recipe's where the package lost channels
 * @param parameters what the package has learnt; null for an untrained one
 * @param shape of the pictures it is given, the batch first
 */
record VoiceNetwork(Network network, @Nullable Parameters parameters, long[] shape) {

    /** As the recipe says. */
    static VoiceNetwork untrained(VoiceRecipe recipe) {
        return new VoiceNetwork(Networks.named(Objects.requireNonNull(recipe.network())), null, shape(recipe));
    }

    /**
     * As a package of this recipe has it.
     *
     * @throws IllegalArgumentException if the package hears another picture of sound than the recipe makes
     * @throws io.haechi.core.ModelException if its model is another network, or was optimised or quantised
     */
    static VoiceNetwork of(ModelPackage source, VoiceRecipe recipe) {
        FrontEndOptions theirs = VoiceSettings.of(source.card()).frontEnd();
        if (!Objects.equals(theirs, recipe.frontEnd())) {
            throw new IllegalArgumentException(source.id() + " hears " + theirs + ", recipe " + recipe.name()
                    + " wants " + recipe.frontEnd() + ": its weights would mean something else");
        }
        byte[] model = source.file("model.onnx");
        VoiceNetwork whole = untrained(recipe);
        Network network = PrunedNetwork.sizedAs(whole.network, model, whole.shape);
        return new VoiceNetwork(network, Parameters.ofModel(network, model, whole.shape), whole.shape);
    }

    /**
     * As the recipe says, its first layers borrowed from another network's file.
     *
     * @throws io.haechi.core.ModelException if the file's layers are not of the network's sizes
     */
    static VoiceNetwork withTrunk(Path file, VoiceRecipe recipe) {
        VoiceNetwork whole = untrained(recipe);
        long seed = Objects.requireNonNull(recipe.training()).seed();
        try {
            Parameters start = isWhisper(file)
                    ? WhisperTrunk.of(whole.network, seed, file, whole.shape)
                    : BorrowedTrunk.of(whole.network, seed, Files.readAllBytes(file), whole.shape);
            return new VoiceNetwork(whole.network, start, whole.shape);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Whether a trunk is read as Whisper's: any file that is no ONNX. */
    static boolean isWhisper(Path trunk) {
        return !trunk.toString().endsWith(".onnx");
    }

    Parameters parametersOrThrow() {
        return Objects.requireNonNull(parameters);
    }

    private static long[] shape(VoiceRecipe recipe) {
        FrontEnd frontEnd = Objects.requireNonNull(recipe.frontEnd()).build();
        int frames = frontEnd.frames(Objects.requireNonNull(recipe.window()).length());
        return new long[] {-1, 1, frontEnd.bands(), frames};
    }
}
