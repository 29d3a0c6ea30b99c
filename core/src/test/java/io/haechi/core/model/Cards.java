package io.haechi.core.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** A card for tests. */
final class Cards {
    static final String HASH = "0".repeat(64);
    static final Provenance MADE = new Provenance(HASH, "simple-cnn", 7, "0.1.0", null, "2026-01-31T12:00:00Z");

    private Cards() {}

    static Card card(String id) {
        return new Card(
                Card.SCHEMA,
                id,
                "voice",
                "simple-cnn",
                MADE,
                0.48,
                new Calibration.Temperature(1.25),
                Map.of(),
                Map.of("hop", 160, "frontEnd", Map.of("bands", 128)),
                Map.of("test", JsonNodeFactory.instance.objectNode().put("eer", 0.21)),
                Map.of("auc", 0.58),
                "Apache-2.0",
                List.of("Not tested on children's voices."));
    }
}
