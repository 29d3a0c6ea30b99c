package io.haechi.core.model;

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
 */
public record Provenance(
        String dataSha256,
        String recipe,
        long seed,
        String codeVersion,
        @Nullable String parentModel,
        String created) {

    public Provenance {
        requireHash("data", dataSha256);
        if (parentModel != null) {
            requireHash("the parent model", parentModel);
        }
        try {
            Instant.parse(created);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Time of making must be like 2026-01-31T12:00:00Z, got \"" + created + "\"", e);
        }
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

    private static void requireHash(String what, String hash) {
        if (!Sha256.isValid(hash)) {
            throw new IllegalArgumentException(
                    "Hash of " + what + " must be 64 hexadecimal digits, got \"" + hash + "\"");
        }
    }
}
