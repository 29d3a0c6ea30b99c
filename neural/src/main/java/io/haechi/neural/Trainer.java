package io.haechi.neural;

import java.nio.file.Path;

/** Trains a network with PyTorch; see {@link #fit}. */
public final class Trainer {
    private Trainer() {}

    /** To be filled. */
    public static Trained fit(
            Network network,
            TrainingOptions options,
            Batches train,
            EpochMetric valid,
            Path workFolder,
            boolean resume,
            TrainingListener listener) {
        throw new UnsupportedOperationException(
                "soon " + network + options + train + valid + workFolder + resume + listener);
    }

    /** To be filled. */
    public static Parameters initial(Network network, long seed, long... inputShape) {
        return Plan.of(network, inputShape).initial(seed);
    }
}
