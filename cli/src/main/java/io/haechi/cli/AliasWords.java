package io.haechi.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.model.Alias;
import io.haechi.core.model.AliasChange;
import io.haechi.core.model.Sha256;
import org.jspecify.annotations.Nullable;

/** How a change of an alias looks: in words, and as JSON. */
final class AliasWords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AliasWords() {}

    /** One JSON object: the change itself, its keys those of the history. */
    static ObjectNode object(AliasChange change) {
        ObjectNode object = JSON.createObjectNode().put("schema", "haechi/1");
        object.setAll(JSON.convertValue(change, ObjectNode.class));
        return object;
    }

    /** What is in force now, and what was before. */
    static String nowInForce(AliasChange change) {
        return change.problem() + " " + change.alias() + " is " + model(change.alias(), change.model(), change.sha256())
                + "; before it " + model(change.alias(), change.previous(), change.previousSha256());
    }

    /** One line of the history. */
    static String line(AliasChange change) {
        return change.time() + "  " + change.problem() + " " + change.alias() + "  "
                + (change.kind() == AliasChange.Kind.PROMOTE ? "promoted " : "rolled back to ")
                + model(change.alias(), change.model(), change.sha256())
                + (change.by().isEmpty() ? "" : "  by " + printable(change.by()))
                + (change.note().isEmpty() ? "" : "  \"" + printable(change.note()) + "\"");
    }

    private static String model(Alias alias, @Nullable String id, @Nullable String sha256) {
        if (id == null || sha256 == null) {
            return alias == Alias.CHAMPION ? "the shipped model" : "none";
        }
        return printable(id) + " " + Sha256.brief(sha256);
    }

    /** A note is anybody's text: control characters must not reach the terminal. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
