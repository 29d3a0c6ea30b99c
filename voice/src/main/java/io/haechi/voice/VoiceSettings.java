package io.haechi.voice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haechi.core.ModelException;
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
 * @param weighting how the members of an ensemble were weighted; absent for a single model
 * @param members an ensemble's members; empty for a single model
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record VoiceSettings(
        @Nullable FrontEndOptions frontEnd,
        @Nullable WindowOptions window,
        double dangerThreshold,
        @Nullable String weighting,
        @Nullable List<Member> members) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A member of an ensemble: which package exactly, and its share of the vote. */
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

    /** The same with danger beginning elsewhere. */
    VoiceSettings withDanger(double newThreshold) {
        return new VoiceSettings(frontEnd, window, newThreshold, weighting, members);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> asMap() {
        return JSON.convertValue(this, Map.class);
    }

    List<Member> memberList() {
        return members == null ? List.of() : members;
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
