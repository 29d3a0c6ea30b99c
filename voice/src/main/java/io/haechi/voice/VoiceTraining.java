package io.haechi.voice;

import io.haechi.audio.features.FrontEnd;
import io.haechi.core.data.DataFolder;
import io.haechi.neural.LinearHead;
import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.Trained;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingOptions;
import io.haechi.voice.train.Alterations;
import io.haechi.voice.train.Clip;
import io.haechi.voice.train.TrainingBatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What networks of a recipe learn from: the clips of train, altered anew each time, and those of valid to look at. */
final class VoiceTraining {
    private final VoiceRecipe.Training training;
    private final FitListener listener;
    private final List<Clip> train;
    private final List<Clip> valid;
    private final TrainingBatches batches;
    private final ValidMetric metric;

    /** Reads all clips of both splits into memory. */
    VoiceTraining(VoiceRecipe recipe, DataFolder data, FitListener listener) {
        this.training = Objects.requireNonNull(recipe.training());
        this.listener = listener;
        WindowOptions window = Objects.requireNonNull(recipe.window());
        FrontEnd frontEnd = Objects.requireNonNull(recipe.frontEnd()).build();
        Alterations alterations = new Alterations(Objects.requireNonNull(recipe.alteration()), window.length());
        this.train = Clips.read(data, "train", listener);
        this.valid = Clips.read(data, "valid", listener);
        this.batches = new TrainingBatches(
                train,
                alterations,
                frontEnd,
                window.length(),
                training.batch(),
                training.stepsPerEpoch(),
                training.seed());
        this.metric = new ValidMetric(valid, frontEnd, window);
    }

    private VoiceTraining(VoiceTraining all, Predicate<Clip> isLeftOut) {
        this.training = all.training;
        this.listener = all.listener;
        this.train = all.train.stream().filter(isLeftOut.negate()).toList();
        this.valid = all.valid;
        this.batches = all.batches.without(isLeftOut);
        this.metric = all.metric;
    }

    /** The same lessons without some of the clips of train. */
    VoiceTraining without(Predicate<Clip> isLeftOut) {
        return new VoiceTraining(this, isLeftOut);
    }

    List<Clip> train() {
        return train;
    }

    List<Clip> valid() {
        return valid;
    }

    /**
     * The parameters that the recipe keeps of a training.
     *
     * @param start null begins with random ones
     * @param workFolder for checkpoint and log
     */
    Parameters train(
            Network network, TrainingOptions options, @Nullable Parameters start, Path workFolder, boolean resume) {
        if (training.ridge() != null) {
            return decision(network, options, start, training.ridge());
        }
        Trained trained = trained(network, options, start, workFolder, resume);
        listener.says("best epoch on valid " + trained.bestEpoch() + " of "
                + trained.log().size() + (trained.stoppedEarly() ? " (stopped early)" : "") + ", kept the "
                + training.keep());
        return training.keep().equals("last") ? trained.last() : trained.parameters();
    }

    /** Only the last decision, on what the layers before it make of the windows. */
    private Parameters decision(Network network, TrainingOptions options, @Nullable Parameters start, double ridge) {
        if (start == null) {
            throw new IllegalArgumentException(
                    "A recipe with a ridge fits the last decision alone and needs layers that know something already:"
                            + " start with --trunk or --from");
        }
        listener.says("fits the last decision on "
                + (long) options.epochs() * training.stepsPerEpoch() * training.batch() + " windows");
        return LinearHead.fit(network, start, batches, options.epochs(), ridge, options.threads(), listener.training());
    }

    private Trained trained(
            Network network, TrainingOptions options, @Nullable Parameters start, Path workFolder, boolean resume) {
        try {
            return Trainer.fit(network, options, start, batches, metric, workFolder, resume, listener.training());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; go on with --resume", e);
        } catch (IOException e) {
            throw new UncheckedIOException(workFolder + ": the checkpoint cannot be read or written", e);
        }
    }
}
