package io.haechi.voice;

import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which weights a training starts from. */
public sealed interface Beginning {
    /** Random ones, which follow from the recipe's seed. */
    Beginning RANDOM = new FromNothing();

    /** Random weights. */
    record FromNothing() implements Beginning {}

    /** Those of a package of the same network and front end that holds float weights (fine-tuning). */
    record FromPackage(ModelPackage origin) implements Beginning {}

    /**
     * The first layers of a network that was trained on something else, the rest random.
     *
     * @param file an ONNX file of convolutions such as VGG-16 for the network {@code vgg19}, or {@code model.bin} of a
     *     Whisper model in CTranslate2's format for {@code whisper-1} and {@code whisper-2}
     */
    record FromTrunk(Path file) implements Beginning {}

    /** A trunk for a recipe that can start with its layers, random weights for one that cannot or if there is none. */
    static Beginning of(@Nullable Path trunk, VoiceRecipe recipe) {
        if (trunk == null) {
            return RANDOM;
        }
        String kind = VoiceNetwork.isWhisper(trunk) ? "whisper" : "vgg";
        return String.valueOf(recipe.network()).startsWith(kind) ? new FromTrunk(trunk) : RANDOM;
    }
}
