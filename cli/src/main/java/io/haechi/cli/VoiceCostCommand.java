package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.UnreadableInputException;
import io.haechi.voice.RecipeCost;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceRecipe;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi voice cost",
            "  haechi voice cost simple-cnn my-recipe.yaml",
            "  haechi voice cost --log haechi-out/                     with the minutes of trainings in this folder",
            "  haechi voice cost --json | jq '.recipes[] | {recipe, macsPerSecond}'",
            ""
        },
        description = {
            "What recipes cost: parameters, size of the model, multiply-accumulates, epochs, steps, and with --log minutes.",
            "MACs are those of the network, for each second of sound: windows that overlap count twice, as they do but for what"
                    + " lies beyond the first half minute of a recording."
        })
final class VoiceCostCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RECIPE",
            arity = "0..*",
            description = "names, or files ending in .yaml (default: every recipe of a single network)")
    private List<String> recipes = List.of();

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "a folder that models were trained into, with voice-RECIPE.training in it; may be repeated")
    private List<Path> logs = List.of();

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        logs.stream().filter(folder -> !Files.isDirectory(folder)).findFirst().ifPresent(folder -> {
            throw new UnreadableInputException(folder + ": there is no such folder of trainings.");
        });
        List<RecipeCost> costs =
                chosen().stream().map(recipe -> Voice.cost(recipe, logs)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("schema", "haechi/1");
            ArrayNode list = object.putArray("recipes");
            costs.forEach(cost -> list.add(cost.toJson()));
            out.println(object);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%-20s%12s%14s%14s%12s%8s%8s%10s%n",
                    "recipe",
                    "parameters",
                    "MB (float32)",
                    "MB (float16)",
                    "MMACs/s",
                    "epochs",
                    "steps",
                    "minutes");
            costs.forEach(cost -> out.print(row(cost)));
        }
        return ExitCode.DONE;
    }

    private List<VoiceRecipe> chosen() {
        return recipes.isEmpty()
                ? VoiceRecipe.NAMES.stream()
                        .map(Voice::recipe)
                        .filter(recipe -> !recipe.isEnsemble())
                        .toList()
                : recipes.stream().map(Voice::recipe).toList();
    }

    private static String row(RecipeCost cost) {
        return String.format(
                Locale.ROOT,
                "%-20s%12d%14.2f%14.2f%12.1f%8d%8d%10s%s%n",
                cost.recipe(),
                cost.parameters(),
                cost.bytesFloat32() / 1e6,
                cost.bytesFloat16() / 1e6,
                cost.multiplyAddsPerSecond() / 1e6,
                cost.epochs(),
                cost.steps(),
                cost.epochsLogged() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", cost.minutes()),
                isPartly(cost) ? " (" + cost.epochsLogged() + " epochs)" : "");
    }

    /** A training that was stopped, is under way, or was of another length. */
    private static boolean isPartly(RecipeCost cost) {
        return cost.epochsLogged() > 0 && cost.epochsLogged() != cost.epochs();
    }
}
