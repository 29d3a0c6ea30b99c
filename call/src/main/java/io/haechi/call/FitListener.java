package io.haechi.call;

import io.haechi.neural.TrainingListener;

/** Told how long work goes; the command line draws bars from it. */
public interface FitListener {
    /** Says nothing. */
    FitListener SILENT = new FitListener() {};

    /** A stretch of work with this many steps begins. */
    default void begins(String what, int steps) {}

    /** One of its steps is done. */
    default void step() {}

    /** A sentence worth reading. */
    default void says(String sentence) {}

    /** Told of every training step and epoch of a network. */
    default TrainingListener training() {
        return TrainingListener.SILENT;
    }
}
