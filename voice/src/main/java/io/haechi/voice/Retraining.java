package io.haechi.voice;

import java.nio.file.Path;

/**
 * How a compression trains on.
 *
 * @param recipe the one that the package was made by
 * @param epochs how many in all, 1 or more
 * @param workFolder where checkpoints and logs are kept
 * @param resume whether to go on from the checkpoints there; otherwise they are overwritten
 */
public record Retraining(VoiceRecipe recipe, int epochs, Path workFolder, boolean resume) {
    /** Enough for ranges to settle and weights to follow; more gave nothing on the networks that ship. */
    public static final int EPOCHS = 8;

    public Retraining {
        if (epochs < 1) {
            throw new IllegalArgumentException("Number of epochs to train on must be 1 or more, got " + epochs);
        }
        if (recipe.isEnsemble()) {
            throw new IllegalArgumentException("Recipe " + recipe.name()
                    + " is a vote, which has no weights to train; name the recipe that the package was fitted by");
        }
    }
}
