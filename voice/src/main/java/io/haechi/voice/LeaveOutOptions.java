package io.haechi.voice;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left out of trainings to see how a recipe does on what it never heard.
 *
 * @param column {@code source}: a generator (or a corpus of real voices) after the other; {@code origin}: a corpus after the
 *     other, with the fakes made from it
 * @param folds how many trainings: the values are dealt out to so many parts of about the same size, and each part is left
 *     out together; null for a training for each value
 * @param only these values instead of all; empty for all
 * @param work a folder for checkpoints and logs
 */
public record LeaveOutOptions(String column, @Nullable Integer folds, List<String> only, Path work) {
    /** Values with fewer clips are trained on and not reported: a rate of two clips says nothing. */
    static final int FEWEST_CLIPS = 4;

    public LeaveOutOptions {
        if (!column.equals("source") && !column.equals("origin")) {
            throw new IllegalArgumentException(
                    "What is left out is a \"source\" or an \"origin\", got \"" + column + "\"");
        }
        if (folds != null && folds < 2) {
            throw new IllegalArgumentException("Folds must be at least 2, got " + folds);
        }
        only = List.copyOf(only);
    }
}
