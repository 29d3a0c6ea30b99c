package io.haechi.voice;

import io.haechi.neural.TrainingOptions;
import io.haechi.voice.train.Alteration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what a fit comes to, except the data: read from {@code recipes/voice/NAME.yaml}.
 *
 * @param name the recipe's name, and the end of the id of the package it makes
 * @param about one sentence for the person who chooses
 * @param network which network, by name; absent for an ensemble
 * @param frontEnd the picture of sound it is given; absent for an ensemble
 * @param window how recordings are cut; absent for an ensemble
 * @param training how it is trained; absent for an ensemble
 * @param alteration how clips are altered while training; absent for an ensemble
 * @param weighting how an ensemble weighs its members: {@code SOFT_VOTE}, {@code ACCURACY}, {@code ERROR_RATE} or {@code
 *     LEARNED}
 * @param members ids of an ensemble's members; empty for a single network
 */
public record VoiceRecipe(
        String name,
        String about,
        @Nullable String network,
        @Nullable FrontEndOptions frontEnd,
        @Nullable WindowOptions window,
        @Nullable Training training,
        @Nullable Alteration alteration,
        @Nullable String weighting,
        @Nullable List<String> members) {

    /** The recipes that come with Haechi. */
    public static final List<String> NAMES = List.of(
            "simple-cnn",
            "bilstm",
            "vgg19",
            "resnet50",
            "bilstm-512",
            "transformer",
            "whisper",
            "line-cnn",
            "line-vote",
            "soft-vote",
            "papers-soft-vote",
            "accuracy-vote",
            "error-rate-vote",
            "learned-vote");

    public VoiceRecipe {
        members = members == null ? List.of() : List.copyOf(members);
        boolean isWhole = network != null
                && frontEnd != null
                && window != null
                && training != null
                && alteration != null
                && weighting == null;
        boolean isVote = network == null
                && frontEnd == null
                && window == null
                && training == null
                && alteration == null
                && weighting != null;
        if (members.isEmpty() ? !isWhole : !isVote) {
            throw new IllegalArgumentException("Recipe " + name
                    + " must name either network, frontEnd, window, training and alteration, or members and a"
                    + " weighting");
        }
    }

    /** Whether this recipe votes over packages made by others. */
    public boolean isEnsemble() {
        return !memberIds().isEmpty();
    }

    /** Ids of the members, empty for a single network. */
    public List<String> memberIds() {
        return members == null ? List.of() : members;
    }

    /**
     * The numbers of a training run.
     *
     * @param seed everything random follows from it
     * @param batch clips per step
     * @param stepsPerEpoch steps between two looks at the validation clips
     * @param keep {@code best}, the epoch with the highest metric on valid, or {@code last}, where valid is too small to tell
     * @param options what the trainer needs
     * @param ridge where present, only the network's last decision is fitted, exactly and with this penalty, on as many
     *     batches as the epochs have ({@link io.haechi.neural.LinearHead}); the layers before it stay as they are borrowed
     */
    public record Training(
            long seed,
            int batch,
            int stepsPerEpoch,
            String keep,
            TrainingOptions options,
            @Nullable Double ridge) {
        public Training {
            if (ridge != null && !(ridge > 0)) {
                throw new IllegalArgumentException("Ridge must be above 0, got " + ridge);
            }
            if (!keep.equals("best") && !keep.equals("last")) {
                throw new IllegalArgumentException("What to keep is \"best\" or \"last\", got \"" + keep + "\"");
            }
            if (batch < 2 || stepsPerEpoch < 1) {
                throw new IllegalArgumentException("Batch must be at least 2 and steps per epoch at least 1, got "
                        + batch + " and " + stepsPerEpoch);
            }
        }
    }
}
