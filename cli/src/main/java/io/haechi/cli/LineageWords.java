package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.model.Lineage;
import java.util.Locale;

/** How a lineage looks: indented lines, one a link, and as JSON. */
final class LineageWords {
    private LineageWords() {}

    static String of(Lineage lineage) {
        StringBuilder text = new StringBuilder();
        append(text, lineage, 0);
        return text.toString();
    }

    private static void append(StringBuilder text, Lineage link, int depth) {
        text.append("  ".repeat(depth))
                .append(depth == 0 ? "" : kind(link) + " ")
                .append(link.kind() == Lineage.Kind.DATA ? "" : link.name() + ": ")
                .append(link.sha256())
                .append(link.kind() == Lineage.Kind.DATA ? "" : " " + state(link))
                .append(link.words().isEmpty() ? "" : " (" + link.words() + ")")
                .append('\n');
        link.links().forEach(each -> append(text, each, depth + 1));
    }

    static void addTo(ObjectNode object, Lineage link) {
        object.put("kind", link.kind().name().toLowerCase(Locale.ROOT)).put("name", link.name());
        object.put("sha256", link.sha256().isEmpty() ? null : link.sha256());
        object.put("state", link.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (!link.words().isEmpty()) {
            object.put("words", link.words());
        }
        if (!link.links().isEmpty()) {
            ArrayNode links = object.putArray("links");
            link.links().forEach(each -> addTo(links.addObject(), each));
        }
    }

    private static String kind(Lineage link) {
        return link.kind() == Lineage.Kind.DATA
                ? "made from data"
                : link.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String state(Lineage link) {
        return switch (link.state()) {
            case HOLDS -> "holds";
            case BROKEN -> "does not hold";
            case NOT_AT_HAND -> "not at hand";
        };
    }
}
