package io.haechi.voice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haechi.core.ModelException;
import io.haechi.core.ensemble.Fusion;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.ensemble.LogisticFusion;
import io.haechi.core.ensemble.WeightedVote;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the card of a voice package says beyond the common fields.
 *
 * @param frontEnd the picture the network is given; absent for an ensemble
 * @param window how recordings are cut; absent for an ensemble
 * @param dangerThreshold probability from which on the word is danger rather than suspect
 * @param safeThreshold probability below which the word is safe; from there to the card's threshold nobody can tell. Absent: the
 *     card's threshold
 * @param weighting how the members of an ensemble were weighted; absent for a single model
 * @param members an ensemble's members; empty for a single model
 * @param bias what a learned fusion adds to its members' weighted logits; absent for votes and single models
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record VoiceSettings(
        @Nullable FrontEndOptions frontEnd,
        @Nullable WindowOptions window,
        double dangerThreshold,
        @Nullable Double safeThreshold,
        @Nullable String weighting,
        @Nullable List<Member> members,
        @Nullable Double bias) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A member of an ensemble: which package exactly, and its share of the vote, or what its logit is multiplied with. */
    record Member(String id, String sha256, double weight) {

        /** The package, if it is the one that the vote was fitted on. */
        ModelPackage check(ModelPackage found) {
            if (!found.sha256().equals(sha256)) {
                throw new ModelException("Ensemble member " + id + " has SHA-256 " + Sha256.brief(found.sha256())
                        + ", the ensemble was fitted on " + Sha256.brief(sha256)
                        + "; fit the ensemble again or use the package it came with.");
            }
            return found;
        }
    }

    VoiceSettings {
        members = members == null ? List.of() : List.copyOf(members);
    }

    /** Settings of a single model, or of a vote. */
    VoiceSettings(
            @Nullable FrontEndOptions frontEnd,
            @Nullable WindowOptions window,
            double dangerThreshold,
            @Nullable String weighting,
            @Nullable List<Member> members) {
        this(frontEnd, window, dangerThreshold, null, weighting, members, null);
    }

    static VoiceSettings of(Card card) {
        try {
            return JSON.convertValue(card.settings(), VoiceSettings.class);
        } catch (IllegalArgumentException e) {
            throw new ModelException(card.id() + ": its card's settings are not those of a voice model: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /**
     * The settings of a package that holds one network.
     *
     * @param advice what to do with a vote instead
     * @throws IllegalArgumentException if it is a vote
     */
    static VoiceSettings ofSingle(ModelPackage source, String advice) {
        VoiceSettings settings = of(source.card());
        if (!settings.memberList().isEmpty()) {
            throw new IllegalArgumentException(source.id() + ": is a vote of "
                    + settings.memberList().stream().map(Member::id).toList() + "; " + advice);
        }
        return settings;
    }

    /** The same with safety ending and danger beginning elsewhere. */
    VoiceSettings with(double newSafeThreshold, double newDangerThreshold) {
        return new VoiceSettings(frontEnd, window, newDangerThreshold, newSafeThreshold, weighting, members, bias);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> asMap() {
        return JSON.convertValue(this, Map.class);
    }

    List<Member> memberList() {
        return members == null ? List.of() : members;
    }

    /**
     * Refuses members that cut recordings differently: the evidence of an ensemble is what all of them say of one window.
     *
     * @param what whose members they are
     */
    static void requireOneWindow(String what, List<ModelPackage> members) {
        ModelPackage first = members.getFirst();
        WindowOptions wanted = of(first.card()).windowOrThrow();
        for (ModelPackage member : members) {
            WindowOptions window = of(member.card()).windowOrThrow();
            if (!window.equals(wanted)) {
                throw new ModelException(what + ": its members cut recordings differently, " + first.id() + " by "
                        + wanted.words() + " and " + member.id() + " by " + window.words()
                        + "; an ensemble needs members of one window.");
            }
        }
    }

    /** How the members' logits become one; a single model's is its own. */
    Fusion fusion(String id) {
        List<Double> weights = memberList().stream().map(Member::weight).toList();
        boolean isLearned = FusionRule.LEARNED.name().equals(weighting);
        if (isLearned != (bias != null)) {
            throw new ModelException(id + ": its card names the weighting " + weighting + " and "
                    + (bias == null ? "no bias" : "a bias") + "; LEARNED has one, the others have none");
        }
        try {
            return weights.isEmpty()
                    ? new WeightedVote(List.of(1.0))
                    : bias == null ? new WeightedVote(weights) : new LogisticFusion(weights, bias);
        } catch (IllegalArgumentException e) {
            throw new ModelException(id + ": " + e.getMessage() + "; fit the ensemble again", e);
        }
    }

    FrontEndOptions frontEndOrThrow() {
        if (frontEnd == null) {
            throw new ModelException("The card names no front end; it is not that of a single voice model");
        }
        return frontEnd;
    }

    WindowOptions windowOrThrow() {
        if (window == null) {
            throw new ModelException("The card names no window; it is not that of a single voice model");
        }
        return window;
    }
}
