package io.haechi.cli;

import io.haechi.core.model.Alias;
import io.haechi.core.model.AliasChange;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What commands that change an alias have in common: which one, why, and how they say what they did. */
final class AliasOptions {
    @Option(
            names = "--as",
            paramLabel = "champion|challenger",
            defaultValue = "champion",
            description = "which alias to change (default: ${DEFAULT-VALUE})")
    private Alias alias = Alias.CHAMPION;

    @Option(names = "--note", paramLabel = "TEXT", description = "why, for those who read the history")
    private String note = "";

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    Alias alias() {
        return alias;
    }

    String note() {
        return note;
    }

    /** Says what is in force now; the exit code. */
    int say(CommandSpec spec, AliasChange change) {
        spec.commandLine().getOut().println(json ? AliasWords.object(change) : AliasWords.nowInForce(change));
        return ExitCode.DONE;
    }
}
