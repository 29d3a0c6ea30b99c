package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.model.Alias;
import io.haechi.core.model.AliasChange;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        header = {"Examples:", "  haechi model list", "  haechi model list --json | jq '.models[].id'", ""},
        description = {
            "One line per model: id, problem, size, hash, place, and what it is in use as; exit with 5 if one is damaged, or",
            "if an alias stands for a model that is gone or another than was promoted."
        })
final class ModelListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final ObjectNode object = JsonNodeFactory.instance.objectNode();
    private final ArrayNode models = object.put("schema", "haechi/1").putArray("models");
    private final ArrayNode problems = object.putArray("problems");
    private int code = ExitCode.DONE;

    @Override
    public Integer call() {
        ModelStore store = ModelStore.standard();
        List<AliasChange> inUse = inUse(store);
        for (Map.Entry<String, String> place : store.places().entrySet()) {
            try {
                row(place.getKey(), store.find(place.getKey()), place.getValue(), aliases(inUse, place.getKey()));
            } catch (ModelException e) {
                complain(e);
            }
        }
        if (json) {
            spec.commandLine().getOut().println(object);
        }
        return code;
    }

    private void row(String id, ModelPackage found, String place, List<String> aliases) {
        if (json) {
            ObjectNode model = models.addObject();
            model.put("id", id).put("problem", found.card().problem());
            model.put("bytes", found.sizeBytes()).put("sha256", found.sha256()).put("place", place);
            aliases.forEach(model.putArray("aliases")::add);
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%-24s %-8s %8.1f kB  %s  %s%s%n",
                id,
                found.card().problem(),
                found.sizeBytes() / 1e3,
                found.sha256(),
                place,
                aliases.isEmpty() ? "" : "  " + String.join(", ", aliases));
    }

    /** The promotions in force; one that cannot be used is said, and the list goes on. */
    private List<AliasChange> inUse(ModelStore store) {
        try {
            List<AliasChange> inUse = store.registry().current();
            for (AliasChange change : inUse) {
                try {
                    store.registry().pinned(change);
                } catch (ModelException e) {
                    complain(e);
                }
            }
            return inUse;
        } catch (ModelException e) {
            complain(e);
            return List.of();
        }
    }

    private void complain(ModelException failure) {
        String sentence = String.valueOf(failure.getMessage());
        spec.commandLine().getErr().println("haechi: " + sentence);
        problems.add(sentence);
        code = ExitCode.MODEL;
    }

    /** What a model is in use as; the shipped champion is marked as long as no other is promoted. */
    private static List<String> aliases(List<AliasChange> inUse, String id) {
        List<String> aliases = new ArrayList<>();
        for (Problem problem : Problem.ALL) {
            boolean isPromoted = inUse.stream()
                    .anyMatch(change ->
                            change.alias() == Alias.CHAMPION && change.problem().equals(problem.name()));
            if (!isPromoted && id.equals(ModelWord.shippedChampion(problem))) {
                aliases.add(Alias.CHAMPION.toString());
            }
        }
        inUse.stream()
                .filter(change -> Objects.equals(change.model(), id))
                .forEach(change -> aliases.add(change.alias().toString()));
        return aliases;
    }
}
