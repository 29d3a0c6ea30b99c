package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.Calls;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Problem;
import io.haechi.core.data.DataCheck;
import io.haechi.core.data.DataFolder;
import io.haechi.voice.Voice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi data check recordings/",
            "  haechi data check --problem voice --json recordings/",
            "  haechi data check --problem call transcripts/",
            ""
        },
        description = "Look a data set over before anything is learnt from it.")
final class DataCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do with data: check.");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            header = {"Examples:", "  haechi data check recordings/", ""},
            description = {
                "Counts, duplicates and groups across splits, unreadable files (exit code 4), and how far a model gets",
                "that does not listen."
            })
    int check(
            @Parameters(paramLabel = "DIR", description = "a data folder") Path folder,
            @Option(
                            names = "--problem",
                            defaultValue = "voice",
                            description = "which labels to expect (default: ${DEFAULT-VALUE})")
                    String problem,
            @Option(names = "--json", description = "one JSON object on stdout") boolean json,
            @Option(
                            names = "--fail-on-leak",
                            description = "exit with 3 if a group or the same content stands in two splits")
                    boolean failOnLeak) {
        Problem asked = Problem.named(problem);
        boolean isText = asked.equals(Problem.CALL) || asked.equals(Problem.SENTENCE);
        Looked looked = isText ? texts(TextFolder.open(folder, asked)) : files(DataFolder.open(folder, asked));
        DataCheck check = looked.check();
        Map<String, Double> shortcut = looked.shortcut();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = check.toJson();
            ObjectNode aucs = object.putObject("shortcut").putObject("auc");
            shortcut.forEach((split, auc) -> aucs.put(split, Double.isNaN(auc) ? null : auc));
            out.println(object);
        } else {
            out.print(check.toText());
            shortcut.forEach((split, auc) -> out.printf(
                    Locale.ROOT,
                    "A model on %s alone, fitted on train, has AUC %.3f on %s.%n",
                    isText ? "length, fillers, digits and signs" : "duration, loudness, silence and bandwidth",
                    auc,
                    split));
        }
        if (failOnLeak
                && !(check.groupsAcrossSplits().isEmpty()
                        && check.duplicatesAcrossSplits().isEmpty())) {
            return ExitCode.FINDING;
        }
        return check.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.UNREADABLE;
    }

    /** What was found, and how far a model gets that looks at nothing it should look at. */
    private record Looked(DataCheck check, Map<String, Double> shortcut) {}

    private static Looked texts(TextFolder data) {
        return new Looked(Calls.check(data), Calls.shortcut(data));
    }

    private Looked files(DataFolder data) {
        boolean isVoice = data.problem().equals(Problem.VOICE);
        return new Looked(DataCheck.of(data), isVoice ? shortcut(data) : Map.of());
    }

    private Map<String, Double> shortcut(DataFolder data) {
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            return Voice.shortcut(data, bars);
        }
    }
}
