package io.haechi.neural.compress;

import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.TrainingOptions;

/** Trains networks on with an application's examples. */
@FunctionalInterface
public interface Teacher {
    /**
     * The parameters after training on.
     *
     * @param network may be smaller from one stage to the next
     * @param options how to train
     * @param start parameters to begin with
     * @param stage which of the trainings this is, so that checkpoints of several are kept apart
     */
    Parameters train(Network network, TrainingOptions options, Parameters start, Stage stage);

    /**
     * One of the trainings that a compression takes.
     *
     * @param name a name for a folder, other than those of the other stages
     * @param about a sentence for the person who waits
     */
    record Stage(String name, String about) {}
}
