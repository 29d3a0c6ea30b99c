package io.haechi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.core.model.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What two models' cards say, side by side. */
final class CardTable {
    private static final int HEADING = 18;
    private static final List<String> FIGURES = List.of("eer", "auc", "accuracy", "de", "re");

    private final ModelPackage first;
    private final ModelPackage second;
    private final String firstName;
    private final String secondName;
    private final StringBuilder text = new StringBuilder();

    /** The words stand for the models where both have the same id. */
    CardTable(ModelPackage first, ModelPackage second, String firstWord, String secondWord) {
        if (!first.card().problem().equals(second.card().problem())) {
            throw new IllegalArgumentException(
                    firstWord + " answers \"" + first.card().problem() + "\" and " + secondWord + " \""
                            + second.card().problem() + "\"; only models for one problem can be compared");
        }
        this.first = first;
        this.second = second;
        boolean isOneId = first.id().equals(second.id());
        this.firstName = isOneId ? firstWord : first.id();
        this.secondName = isOneId ? secondWord : second.id();
    }

    ModelPackage firstPackage() {
        return first;
    }

    String firstName() {
        return firstName;
    }

    String secondName() {
        return secondName;
    }

    String text() {
        text.setLength(0);
        row("", firstName, secondName);
        row("size", found -> String.format(Locale.ROOT, "%.1f kB", found.sizeBytes() / 1e3));
        row("SHA-256", found -> Sha256.brief(found.sha256()));
        row("recipe", found -> found.card().recipe());
        row("parent", CardTable::parent);
        row("data", found -> Sha256.brief(found.card().provenance().dataSha256()));
        row("threshold", found -> number(found.card().threshold()));
        for (String split : splits()) {
            for (String figure : FIGURES) {
                row(split + " " + name(figure), found -> figure(found, split, figure));
            }
        }
        boolean isOneData = first.card()
                .provenance()
                .dataSha256()
                .equals(second.card().provenance().dataSha256());
        if (!isOneData && !splits().isEmpty()) {
            text.append("The cards' figures come from different data; --data measures both on the same.\n");
        }
        return text.toString();
    }

    ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("schema", "haechi/1").put("problem", first.card().problem());
        ArrayNode models = object.putArray("models");
        for (ModelPackage each : List.of(first, second)) {
            Card card = each.card();
            Provenance provenance = card.provenance();
            ObjectNode model = models.addObject();
            model.put("id", each.id()).put("sha256", each.sha256()).put("bytes", each.sizeBytes());
            model.put("recipe", card.recipe()).put("parentModel", provenance.parentModel());
            model.put("parentId", provenance.parentId()).put("method", provenance.method());
            model.put("dataSha256", provenance.dataSha256()).put("created", provenance.created());
            model.put("threshold", card.threshold());
            model.putObject("metrics").setAll(card.metrics());
        }
        return object;
    }

    /** A figure's name as the reports write it. */
    static String name(String figure) {
        return figure.equals("accuracy") ? figure : figure.toUpperCase(Locale.ROOT);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String parent(ModelPackage found) {
        Provenance provenance = found.card().provenance();
        String hash = provenance.parentModel();
        if (hash == null) {
            return "-";
        }
        return (provenance.parentId() == null ? "" : provenance.parentId() + " ")
                + Sha256.brief(hash)
                + (provenance.method() == null ? "" : " by " + provenance.method());
    }

    private static String figure(ModelPackage found, String split, String figure) {
        JsonNode metrics = found.card().metrics().get(split);
        if (metrics == null || !metrics.path(figure).isNumber()) {
            return "-";
        }
        JsonNode ci = metrics.path("ci").path(figure);
        String range = ci.path(0).isNumber() && ci.path(1).isNumber()
                ? String.format(
                        Locale.ROOT,
                        " [%.2f-%.2f]",
                        ci.path(0).asDouble(),
                        ci.path(1).asDouble())
                : "";
        return number(metrics.path(figure).asDouble()) + range;
    }

    private Set<String> splits() {
        Set<String> splits = new TreeSet<>(first.card().metrics().keySet());
        splits.addAll(second.card().metrics().keySet());
        return splits;
    }

    private void row(String heading, Function<ModelPackage, String> column) {
        row(heading, column.apply(first), column.apply(second));
    }

    private void row(String heading, String left, String right) {
        int width = Math.max(26, firstName.length() + 2);
        text.append(String.format(Locale.ROOT, "%-" + HEADING + "s%-" + width + "s%s%n", heading, left, right));
    }
}
