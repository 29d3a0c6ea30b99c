package io.haechi.cli;

import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        header = {"Examples:", "  haechi model list", "  haechi model show voice-soft-vote", "  haechi model verify", ""
        },
        description =
                "The model packages at hand: your own in $HAECHI_MODELS or ~/.haechi/models, and the shipped ones.")
final class ModelCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do with models: list, show or verify.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            header = {"Examples:", "  haechi model list", ""},
            description = "One line per model: id, problem, size, hash, place; exit with 5 if one is damaged.")
    int list() {
        ModelStore store = ModelStore.standard();
        PrintWriter out = spec.commandLine().getOut();
        int code = ExitCode.DONE;
        for (Map.Entry<String, String> place : store.places().entrySet()) {
            try {
                ModelPackage found = store.find(place.getKey());
                out.printf(
                        Locale.ROOT,
                        "%-24s %-8s %8.1f kB  %s  %s%n",
                        found.id(),
                        found.card().problem(),
                        found.sizeBytes() / 1e3,
                        found.sha256(),
                        place.getValue());
            } catch (ModelException e) {
                spec.commandLine().getErr().println("haechi: " + e.getMessage());
                code = ExitCode.MODEL;
            }
        }
        return code;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            header = {"Examples:", "  haechi model show voice-soft-vote", ""},
            description = "A model's card: what it is, was made from, and gets.")
    int show(@Parameters(paramLabel = "ID", description = "model by id or path") String id) {
        byte[] card = ModelStore.standard().find(id).card().toJson();
        spec.commandLine().getOut().println(new String(card, StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            header = {"Examples:", "  haechi model verify", "  haechi model verify voice-soft-vote", ""},
            description = "Check every hash of these models, or of all; exit with 5 if one does not hold.")
    int verify(
            @Parameters(arity = "0..*", paramLabel = "ID", description = "models by id or path") @Nullable
                    List<String> ids) {
        ModelStore store = ModelStore.standard();
        int code = ExitCode.DONE;
        for (String id : ids == null || ids.isEmpty() ? store.ids() : ids) {
            try {
                ModelPackage found = store.find(id);
                spec.commandLine().getOut().println(id + ": " + found.sha256() + " holds");
            } catch (ModelException e) {
                spec.commandLine().getErr().println("haechi: " + e.getMessage());
                code = ExitCode.MODEL;
            }
        }
        return code;
    }
}
