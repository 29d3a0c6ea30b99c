package io.haechi.cli;

import io.haechi.core.Problem;
import io.haechi.core.data.DataCheck;
import io.haechi.core.data.DataFolder;
import java.nio.file.Path;
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
            description = "Counts, duplicates and groups across splits, unreadable files.")
    int check(
            @Parameters(paramLabel = "DIR", description = "a data folder") Path folder,
            @Option(
                            names = "--problem",
                            defaultValue = "voice",
                            description = "which labels to expect (default: ${DEFAULT-VALUE})")
                    String problem,
            @Option(names = "--json", description = "one JSON object on stdout") boolean json) {
        DataCheck check = DataCheck.of(DataFolder.open(folder, Problem.named(problem)));
        spec.commandLine().getOut().print(json ? check.toJson() + "\n" : check.toText());
        return ExitCode.DONE;
    }
}
