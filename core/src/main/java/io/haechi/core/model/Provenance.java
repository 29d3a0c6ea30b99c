package io.haechi.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a model was made from: enough to make it again, and to follow a compressed model back to the one it came from.
 *
 * @param dataSha256 hash of the data it was fitted on ({@code DataFolder.sha256()}), 64 hexadecimal digits
 * @param recipe the recipe's name
 * @param seed seed of everything random in the making
 * @param codeVersion version of Haechi that made it
 * @param parentModel hash of the package it was derived from; null if it was fitted from data
 * @param created when it was made, ISO 8601 in UTC
 * @param parentId id of that package; null if there is none, or in cards from before this was written down
 * @param method how it was derived, such as {@code int8}; null as {@code parentId}
 */
public record Provenance(
        String dataSha256,
        String recipe,
        long seed,
        String codeVersion,
        @Nullable String parentModel,
        String created,
        // Left out where there is none, so that the bytes and hashes of cards without them stay what they were.
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String parentId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String method) {

    @JsonCreator
    public Provenance {
        requireHash("data", dataSha256);
        if (parentModel != null) {
            requireHash("the parent model", parentModel);
        } else if (parentId != null || method != null) {
            throw new IllegalArgumentException("A model with a parent needs the parent's hash, got only "
                    + (parentId != null ? "its id \"" + parentId : "the method \"" + method) + "\"");
        }
        try {
            Instant.parse(created);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Time of making must be like 2026-01-31T12:00:00Z, got \"" + created + "\"", e);
        }
    }

    /** Without a parent's id and the method. */
    public Provenance(
            String dataSha256,
            String recipe,
            long seed,
            String codeVersion,
            @Nullable String parentModel,
            String created) {
        this(dataSha256, recipe, seed, codeVersion, parentModel, created, null, null);
    }

    /** Made now, from data. */
    public static Provenance now(String dataSha256, String recipe, long seed, String codeVersion) {
        return new Provenance(
                dataSha256, recipe, seed, codeVersion, null, Instant.now().toString());
    }

    /** The same making, then derived now from the package with this hash. */
    public Provenance derivedFrom(String parent) {
        return new Provenance(
                dataSha256, recipe, seed, codeVersion, parent, Instant.now().toString());
    }

    /**
     * The same making, which began now with the weights of this package instead of random ones.
     *
     * @param how such as {@code fine-tuning}
     */
    public Provenance startedFrom(ModelPackage origin, String how) {
        return new Provenance(
                dataSha256,
                recipe,
                seed,
                codeVersion,
                origin.sha256(),
                Instant.now().toString(),
                origin.id(),
                how);
    }

    /**
     * Derived now from a package: its data, recipe and seed, and a pointer back to it.
     *
     * @param method how, such as {@code int8}
     * @param codeVersion version of Haechi that derives it
     */
    public static Provenance derivedFrom(ModelPackage parent, String method, String codeVersion) {
        Provenance made = parent.card().provenance();
        return new Provenance(
                made.dataSha256,
                made.recipe,
                made.seed,
                codeVersion,
                parent.sha256(),
                Instant.now().toString(),
                parent.id(),
                method);
    }

    private static void requireHash(String what, String hash) {
        if (!Sha256.isValid(hash)) {
            throw new IllegalArgumentException(
                    "Hash of " + what + " must be 64 hexadecimal digits, got \"" + hash + "\"");
        }
    }
}
