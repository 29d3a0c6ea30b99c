package io.haechi.cli;

import io.haechi.core.model.Alias;
import io.haechi.core.model.AliasChange;
import io.haechi.core.model.ModelStore;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model promote voice-mine --as challenger",
            "  haechi model promote challenger --note 'half the false alarms on our calls'",
            ""
        },
        description = {
            "Make a model the champion of its problem, the one that is asked when none is named, or its challenger. It is",
            "pinned by its hash: another package under the same id is not taken in its place."
        })
final class ModelPromoteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "id of a model, or champion or challenger")
    private String word = "";

    @Option(
            names = "--as",
            paramLabel = "champion|challenger",
            defaultValue = "champion",
            description = "what to make it (default: ${DEFAULT-VALUE})")
    private Alias alias = Alias.CHAMPION;

    @Option(names = "--note", paramLabel = "TEXT", description = "why, for those who read the history")
    private String note = "";

    @Mixin
    private ModelWord words = new ModelWord();

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        ModelStore store = ModelStore.standard();
        AliasChange change = store.registry().promote(words.id(store, word), alias, note);
        spec.commandLine().getOut().println(json ? AliasWords.object(change) : AliasWords.nowInForce(change));
        return ExitCode.DONE;
    }
}
