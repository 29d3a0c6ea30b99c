package io.haechi.core.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history: from this time on an alias stands for this model.
 *
 * @param time when, ISO 8601 in UTC
 * @param problem name of the problem
 * @param alias what the model is to it
 * @param kind whether a new model was promoted or the one before taken back
 * @param model id of the model; null if a rollback left the alias as it was before the first promotion
 * @param sha256 hash of its package, which alone is meant from now on; null as {@code model}
 * @param previous id of the model that the alias stood for until then; null if nothing had been promoted
 * @param previousSha256 hash of its package; null as {@code previous}
 * @param by who did it, as the system calls the person
 * @param note why; may be empty
 */
@JsonPropertyOrder({"time", "problem", "alias", "kind", "model", "sha256", "previous", "previousSha256", "by", "note"})
public record AliasChange(
        String time,
        String problem,
        Alias alias,
        Kind kind,
        @Nullable String model,
        @Nullable String sha256,
        @Nullable String previous,
        @Nullable String previousSha256,
        String by,
        String note) {

    /** How an alias comes to stand for another model. */
    public enum Kind {
        @JsonProperty("promote")
        PROMOTE,
        @JsonProperty("rollback")
        ROLLBACK
    }

    public AliasChange {
        requireValue("problem", problem);
        requireValue("alias", alias);
        requireValue("kind", kind);
        requireValue("time", time);
        try {
            Instant.parse(time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time must be like 2026-01-31T12:00:00Z, got \"" + time + "\"", e);
        }
        requireBoth("model", model, sha256);
        requireBoth("previous", previous, previousSha256);
        if (kind == Kind.PROMOTE && model == null) {
            throw new IllegalArgumentException("a promotion needs a model");
        }
        by = by == null ? "" : by;
        note = note == null ? "" : note;
    }

    /** Whether it leaves the alias with the model of this id and hash. */
    boolean leaves(@Nullable String id, @Nullable String hash) {
        return java.util.Objects.equals(model, id) && java.util.Objects.equals(sha256, hash);
    }

    private static void requireValue(String what, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("\"" + what + "\" is missing");
        }
    }

    private static void requireBoth(String what, @Nullable String id, @Nullable String hash) {
        if ((id == null) != (hash == null) || (hash != null && !Sha256.isValid(hash))) {
            throw new IllegalArgumentException("\"" + what
                    + "\" needs an id and a SHA-256 of 64 hexadecimal digits, or neither, got " + id + " and " + hash);
        }
    }
}
