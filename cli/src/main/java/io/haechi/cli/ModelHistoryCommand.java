package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import io.haechi.core.model.AliasChange;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        header = {"Examples:", "  haechi model history", "  haechi model history voice --json | jq '.history[-1]'", ""},
        description = "What was in use when: every promotion and rollback, the oldest first.")
final class ModelHistoryCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PROBLEM", description = "such as voice (default: all)")
    private @Nullable String problem;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        @Nullable String name = problem == null ? null : Problem.named(problem).name();
        List<AliasChange> history = ModelStore.standard().registry().history().stream()
                .filter(change -> name == null || change.problem().equals(name))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(history));
            return ExitCode.DONE;
        }
        history.forEach(change -> out.println(AliasWords.line(change)));
        if (history.isEmpty()) {
            spec.commandLine().getErr().println("Nothing was promoted yet; the shipped models are in use.");
        }
        return ExitCode.DONE;
    }

    private static ObjectNode object(List<AliasChange> history) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("schema", "haechi/1");
        ArrayNode entries = object.putArray("history");
        history.forEach(change -> entries.add(AliasWords.object(change).without("schema")));
        return object;
    }
}
