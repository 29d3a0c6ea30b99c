package io.haechi.neural;

import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.compress.prune.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * How to train.
 *
 * @param epochs how many times to go through the data, 1 or more
 * @param patience epochs without a better metric after which to stop; 0 never stops early
 * @param learningRate at its height, after the warm-up, above 0
 * @param weightDecay decoupled from the gradient (Loshchilov and Hutter, 2019), 0 or more; biases, normalisations and
 *     their like are spared
 * @param warmupFraction share of all steps in which the rate rises linearly, 0 to below 1; then it falls as a half cosine
 *     to zero
 * @param gradientNorm gradients longer than this are scaled down to it; 0 leaves them alone
 * @param labelSmoothing moves targets this far towards one half: 0.1 turns 1 into 0.95; 0 to below 1
 * @param positiveWeight how much a positive example counts against a negative one, above 0
 * @param averaging decay of the exponential moving average of the weights that is evaluated and exported, such as 0.999;
 *     0 uses the weights themselves
 * @param seed of initialisation and dropout
 * @param threads that PyTorch may use, 1 or more
 * @param quantisation rounds to eight bits while training; null trains in float
 * @param sparsity sets the smallest weights of all matrices to zero and keeps them there, more as the schedule says; null
 *     leaves all. Only epochs at the schedule's last share count as best
 * @param trunk makes the first layers, which know something already, learn more slowly; null for all alike
 */
public record TrainingOptions(
        int epochs,
        int patience,
        double learningRate,
        double weightDecay,
        double warmupFraction,
        double gradientNorm,
        double labelSmoothing,
        double positiveWeight,
        double averaging,
        long seed,
        int threads,
        @Nullable QuantisationAware quantisation,
        @Nullable Schedule sparsity,
        @Nullable Trunk trunk) {

    /** 30 epochs, patience 8, rate 0.001, decay 0.01, 5 % warm-up, norm 5, no smoothing, no averaging, two threads. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(30, 8, 1e-3, 1e-2, 0.05, 5, 0, 1, 0, 1, 2);

    public TrainingOptions {
        Check.atLeast(1, epochs, "Number of epochs");
        Check.atLeast(0, patience, "Patience");
        Check.positive(learningRate, "Learning rate");
        Check.between(0, weightDecay, 1, "Weight decay");
        Check.between(0, warmupFraction, 0.999, "Share of warm-up steps");
        Check.between(0, gradientNorm, 1e9, "Longest gradient");
        Check.between(0, labelSmoothing, 0.999, "Label smoothing");
        Check.positive(positiveWeight, "Weight of positive examples");
        Check.between(0, averaging, 0.999999, "Decay of the weights' average");
        Check.atLeast(1, threads, "Number of threads");
    }

    /** Options of a training in float. */
    public TrainingOptions(
            int epochs,
            int patience,
            double learningRate,
            double weightDecay,
            double warmupFraction,
            double gradientNorm,
            double labelSmoothing,
            double positiveWeight,
            double averaging,
            long seed,
            int threads) {
        this(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                threads,
                null,
                null,
                null);
    }

    /**
     * Layers that were borrowed, which a full rate would make forget what they know (Howard and Ruder, 2018).
     *
     * @param layers how many of the network's first layers, 1 or more
     * @param rate their share of the learning rate, 0 (they stay as they are) to 1
     */
    public record Trunk(int layers, double rate) {
        public Trunk {
            Check.atLeast(1, layers, "Number of layers in the trunk");
            Check.between(0, rate, 1, "The trunk's share of the learning rate");
        }
    }

    /**
     * The same for a network that is trained already: this many epochs, all of them, in float and without setting weights to
     * zero.
     *
     * @param rateShare share of the rate, above 0
     */
    public TrainingOptions forFineTuning(int newEpochs, double rateShare) {
        return withEpochs(newEpochs, 0)
                .withRate(learningRate * rateShare, weightDecay)
                .withQuantisation(null)
                .withSparsity(null);
    }

    /** The same with other numbers of epochs. */
    public TrainingOptions withEpochs(int newEpochs, int newPatience) {
        return new TrainingOptions(
                newEpochs,
                newPatience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                threads,
                quantisation,
                sparsity,
                trunk);
    }

    /** The same with another learning rate and weight decay. */
    public TrainingOptions withRate(double newRate, double newDecay) {
        return new TrainingOptions(
                epochs,
                patience,
                newRate,
                newDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                threads,
                quantisation,
                sparsity,
                trunk);
    }

    /** The same with another weight for positive examples and another label smoothing. */
    public TrainingOptions withTargets(double newPositiveWeight, double newLabelSmoothing) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                newLabelSmoothing,
                newPositiveWeight,
                averaging,
                seed,
                threads,
                quantisation,
                sparsity,
                trunk);
    }

    /** The same with another average of the weights. */
    public TrainingOptions withAveraging(double newAveraging) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                newAveraging,
                seed,
                threads,
                quantisation,
                sparsity,
                trunk);
    }

    /** The same with another seed. */
    public TrainingOptions withSeed(long newSeed) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                newSeed,
                threads,
                quantisation,
                sparsity,
                trunk);
    }

    /** The same with another number of threads. */
    public TrainingOptions withThreads(int newThreads) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                newThreads,
                quantisation,
                sparsity,
                trunk);
    }

    /** The same, rounding to eight bits like this while training, or not at all if it is null. */
    public TrainingOptions withQuantisation(@Nullable QuantisationAware newQuantisation) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                threads,
                newQuantisation,
                sparsity,
                trunk);
    }

    /** The same, with weights set to zero by this schedule, or none if it is null. */
    public TrainingOptions withSparsity(@Nullable Schedule newSparsity) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                threads,
                quantisation,
                newSparsity,
                trunk);
    }

    /** The same, with the first layers learning more slowly, or not if it is null. */
    public TrainingOptions withTrunk(@Nullable Trunk newTrunk) {
        return new TrainingOptions(
                epochs,
                patience,
                learningRate,
                weightDecay,
                warmupFraction,
                gradientNorm,
                labelSmoothing,
                positiveWeight,
                averaging,
                seed,
                threads,
                quantisation,
                sparsity,
                newTrunk);
    }

    /** The share of the learning rate at which a parameter learns, by its name, which begins with its layer's number. */
    double shareOfRate(String parameter) {
        return trunk != null && Integer.parseInt(parameter.substring(0, parameter.indexOf('.'))) < trunk.layers()
                ? trunk.rate()
                : 1;
    }

    /** Whether training moves this parameter at all. */
    boolean moves(Plan.Weight weight) {
        return weight.isTrained() && shareOfRate(weight.name()) > 0;
    }

    /** The learning rate of a step, counted from 0, of this many in all. */
    double rateAt(long step, long steps) {
        double warmup = Math.floor(warmupFraction * steps);
        if (step < warmup) {
            return learningRate * (step + 1) / warmup;
        }
        double progress = (step - warmup) / Math.max(1, steps - warmup);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }

    /**
     * What must not change when a training is resumed: everything but the threads. Quantisation, sparsity and trunk are only named where there
     * is any, so that checkpoints from before there was can still be resumed.
     */
    String fingerprint() {
        return withThreads(1)
                .toString()
                .replace(", quantisation=null", "")
                .replace(", sparsity=null", "")
                .replace(", trunk=null", "");
    }
}
