package io.haechi.neural;

/**
 * Told how training goes. Called on the training thread, so it should be quick. An exception thrown from here ends the
 * training; after {@link #epoch} the checkpoint of that epoch is already on disk.
 */
public interface TrainingListener {
    /** Says nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** After every step. */
    default void step(Progress progress) {}

    /** After every epoch, once its checkpoint is written. */
    default void epoch(EpochLog log, boolean isBest) {}

    /**
     * Where training stands.
     *
     * @param epoch from 1
     * @param epochs the most there will be
     * @param step within the epoch, from 1
     * @param stepsPerEpoch how many there are
     * @param loss mean over the epoch so far
     * @param learningRate of this step
     * @param secondsLeft estimate until all epochs are done
     */
    record Progress(
            int epoch, int epochs, int step, int stepsPerEpoch, double loss, double learningRate, double secondsLeft) {}
}
