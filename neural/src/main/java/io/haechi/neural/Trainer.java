package io.haechi.neural;

import io.haechi.core.ModelException;
import io.haechi.neural.quantise.QuantisationAware;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network with PyTorch: binary cross-entropy on its logit, {@link AdamW}, a learning rate that warms up and then
 * falls as a cosine, early stopping on a metric of validation data; in float, or {@linkplain QuantisationAware aware of
 * being rounded to eight bits} later.
 *
 * <p>After every epoch the work folder's {@code checkpoint.bin} is replaced in one step and {@code training.csv} says how it
 * went. Training that is resumed goes on exactly, bit for bit, as if it had not been interrupted, on the same machine with
 * as many threads: parameters, running statistics, moments, schedule and the seed of every epoch's dropout are all there, and
 * {@link Batches} depend on epoch and index alone.
 *
 * <p>PyTorch's threads are set from the options. Set {@code OMP_WAIT_POLICY=PASSIVE} in the environment on a small machine:
 * threads that wait by spinning take the time from those that work. One training at a time in a process: PyTorch's random
 * numbers and threads are the process's.
 */
public final class Trainer {
    /** The checkpoint's name in the work folder. */
    public static final String CHECKPOINT = "checkpoint.bin";
    /** The log's name in the work folder. */
    public static final String LOG = "training.csv";

    private Trainer() {}

    /**
     * Trains, or goes on training.
     *
     * @param network the architecture, whose output is one logit per example
     * @param options how to train
     * @param train the examples to learn from
     * @param valid what to measure after every epoch
     * @param workFolder where checkpoint and log are kept; made if need be
     * @param resume whether to go on from the folder's checkpoint if there is one; otherwise it is overwritten
     * @param listener told about every step and epoch
     * @return the best epoch's parameters and the whole log
     * @throws ModelException if the checkpoint is damaged or another training's, or the loss is no longer a number
     * @throws IllegalArgumentException if the network does not fit the batches
     * @throws IOException if the work folder cannot be written
     * @throws InterruptedException if the thread is interrupted; the last epoch's checkpoint remains
     */
    public static Trained fit(
            Network network,
            TrainingOptions options,
            Batches train,
            EpochMetric valid,
            Path workFolder,
            boolean resume,
            TrainingListener listener)
            throws IOException, InterruptedException {
        return fit(network, options, null, train, valid, workFolder, resume, listener);
    }

    /**
     * Trains on from what another training has reached (fine-tuning), otherwise like the other {@code fit}. With {@link
     * TrainingOptions#quantisation()} a network that was trained in float learns to bear the rounding; its parameters get the
     * ranges.
     *
     * @param origin parameters of the same network, from {@link Trained}, a file, or {@link Parameters#ofModel}; null starts
     *     with random ones. Moments and schedule start anew. A resumed training must name the same again
     * @throws IllegalArgumentException if the parameters are another network's
     */
    public static Trained fit(
            Network network,
            TrainingOptions options,
            @Nullable Parameters origin,
            Batches train,
            EpochMetric valid,
            Path workFolder,
            boolean resume,
            TrainingListener listener)
            throws IOException, InterruptedException {
        Check.atLeast(1, train.batchesPerEpoch(), "Number of batches in an epoch");
        Plan plan = Plan.of(
                network, options.quantisation(), anyNumber(train.batch(0, 0).shape()));
        if (!Arrays.equals(plan.output(), new long[] {1})) {
            throw new IllegalArgumentException("Network \"" + network.name()
                    + "\" must give one logit per example, gives " + Arrays.toString(plan.output()));
        }
        WorkFolder folder = WorkFolder.open(workFolder);
        Checkpoint start = resume && folder.hasCheckpoint()
                ? folder.load(plan, options, origin)
                : Checkpoint.start(plan, options, origin);
        try (Training training = new Training(plan, options, start)) {
            while (!training.isOver()) {
                EpochLog log = training.epoch(train, valid, listener);
                folder.save(training.checkpoint());
                listener.epoch(log, training.bestEpoch() == log.epoch());
            }
            return training.outcome();
        }
    }

    /**
     * The parameters that training starts from.
     *
     * @param seed as in the options
     * @param inputShape the input's sizes, batch first; -1 where unknown
     */
    public static Parameters initial(Network network, long seed, long... inputShape) {
        return Plan.of(network, inputShape).initial(seed);
    }

    /**
     * The layers that have weights and yet go on in float when a network is trained with {@link
     * TrainingOptions#quantisation()}, by their place and kind, such as {@code 2.lstm}: recurrence, attention, squeeze and
     * excitation, normalisation that follows no convolution. Their time and size stay what they are.
     *
     * @param inputShape the input's sizes, batch first; -1 where unknown
     * @throws IllegalArgumentException if nothing in the network can be rounded
     */
    public static List<String> keptInFloat(Network network, long... inputShape) {
        return List.copyOf(Plan.of(network, QuantisationAware.FINE_TUNING, inputShape)
                .sites()
                .floats());
    }

    private static long[] anyNumber(long... shape) {
        long[] any = shape.clone();
        any[0] = -1;
        return any;
    }
}
