package io.haechi.neural;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.haechi.core.ModelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A training under way: the network in PyTorch's memory, its optimiser, and what has been reached. */
final class Training implements AutoCloseable {
    private static final double NANOS = 1e-9;

    private final Plan plan;
    private final TrainingOptions options;
    private final String fingerprint;
    private final PtNDManager manager;
    private final TorchNetwork live;
    /** The network that is measured and kept: the averaged one, or the live one itself. */
    private final TorchNetwork shown;

    private final AdamW adam;
    private final @Nullable Masks masks;
    private final List<EpochLog> log;
    private final boolean gradModeBefore;
    private long step;
    private int bestEpoch;
    private double bestMetric;
    private Parameters best;

    Training(Plan plan, TrainingOptions options, Checkpoint start) {
        Torch.start(options.threads());
        this.plan = plan;
        this.options = options;
        this.fingerprint = start.fingerprint();
        this.gradModeBefore = JniUtils.isGradMode();
        this.manager = Torch.manager();
        this.live = TorchNetwork.of(plan, start.live(), manager, options::moves);
        this.shown = options.averaging() > 0 ? live.shadow(start.average(), manager) : live;
        this.adam = new AdamW(plan, options, start.moments(), manager);
        this.masks = options.sparsity() == null ? null : new Masks(plan, options.sparsity(), live, manager);
        this.log = new ArrayList<>(start.log());
        this.step = start.step();
        this.bestEpoch = start.bestEpoch();
        this.bestMetric = start.bestMetric();
        this.best = start.best();
    }

    /** True once the epochs are done or patience has run out. */
    boolean isOver() {
        return log.size() >= options.epochs() || isOutOfPatience();
    }

    private boolean isOutOfPatience() {
        return options.patience() > 0 && log.size() - bestEpoch >= options.patience();
    }

    int bestEpoch() {
        return bestEpoch;
    }

    EpochLog epoch(Batches train, EpochMetric valid, TrainingListener listener) throws InterruptedException {
        long start = System.nanoTime();
        int epoch = log.size();
        Torch.seed(options.seed() * 1_000_003L + epoch);
        double trainLoss = learn(epoch, train, listener);
        EpochMetric.Score score = valid.measure(this::logits);
        long steps = (long) options.epochs() * train.batchesPerEpoch();
        boolean isSparse = masks == null || masks.areFinal(step, steps);
        if (bestEpoch == 0 || !isSparse || score.metric() > bestMetric) {
            bestEpoch = epoch + 1;
            // A metric that is no number, or of weights yet to be pruned, must not stand in the way of the next one.
            bestMetric = Double.isNaN(score.metric()) || !isSparse ? Double.NEGATIVE_INFINITY : score.metric();
            best = shown.parameters();
        }
        double rate = options.rateAt(step - 1, steps);
        EpochLog entry = new EpochLog(
                epoch + 1, step, rate, trainLoss, score.loss(), score.metric(), (System.nanoTime() - start) * NANOS);
        log.add(entry);
        return entry;
    }

    private double learn(int epoch, Batches train, TrainingListener listener) throws InterruptedException {
        int count = train.batchesPerEpoch();
        long steps = (long) options.epochs() * count;
        double losses = 0;
        double weights = 0;
        long start = System.nanoTime();
        try (Prefetch batches = new Prefetch(train, epoch)) {
            for (int i = 0; i < count; i++) {
                double rate = options.rateAt(step, steps);
                Loss loss = learn(batches.next(), rate, Pass.learning(options.quantisation(), step, steps));
                if (masks != null) {
                    masks.apply(step, steps, live, shown);
                }
                losses += loss.value() * loss.weight();
                weights += loss.weight();
                double perStep = (System.nanoTime() - start) * NANOS / (i + 1);
                listener.step(new TrainingListener.Progress(
                        epoch + 1,
                        options.epochs(),
                        i + 1,
                        count,
                        losses / Math.max(weights, Double.MIN_NORMAL),
                        rate,
                        perStep * (steps - step)));
            }
        }
        return losses / Math.max(weights, Double.MIN_NORMAL);
    }

    /** One step. */
    Loss learn(Batch batch, double rate, Pass how) {
        try (PtNDManager pass = (PtNDManager) manager.newSubManager()) {
            JniUtils.setGradMode(true);
            PtNDArray logits = live.forward(TorchNetwork.array(pass, batch.inputs(), batch.shape()), how);
            Loss loss = Loss.of(logits.toFloatArray(), batch, options);
            if (!Double.isFinite(loss.value())) {
                throw new ModelException("Training broke down at step " + (step + 1) + ": the loss is " + loss.value()
                        + ". Try a lower learning rate than " + options.learningRate()
                        + ", and look for values in the inputs that are not numbers");
            }
            PtNDArray gradient =
                    TorchNetwork.array(pass, loss.gradient(), logits.getShape().getShape());
            JniUtils.backward(logits, gradient, false, false);
            JniUtils.setGradMode(false);
            step++;
            adam.step(live, step, rate, pass);
            if (shown != live) {
                adam.average(live, shown, step);
            }
            return loss;
        } finally {
            JniUtils.setGradMode(gradModeBefore);
        }
    }

    /** The shown network's answers, without dropout and gradients, rounded if it will be run that way. */
    float[] logits(float[] inputs, long... shape) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (PtNDManager pass = (PtNDManager) manager.newSubManager()) {
            return shown.forward(TorchNetwork.array(pass, inputs, shape), Pass.INFERENCE)
                    .toFloatArray();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    Checkpoint checkpoint() {
        return new Checkpoint(
                fingerprint,
                step,
                bestEpoch,
                bestMetric,
                List.copyOf(log),
                live.parameters(),
                shown.parameters(),
                adam.moments(),
                best);
    }

    Trained outcome() {
        plan.requireFits(best);
        return new Trained(best, shown.parameters(), log, bestEpoch, log.size() < options.epochs());
    }

    @Override
    public void close() {
        manager.close();
    }
}
