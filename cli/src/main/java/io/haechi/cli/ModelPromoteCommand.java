package io.haechi.cli;

import io.haechi.core.model.AliasChange;
import io.haechi.core.model.ModelStore;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "Make a model the champion of its problem, the one that is asked when none is named, or its challenger. It"
                    + " is",
            "pinned by its hash: another package under the same id is not taken in its place."
        })
final class ModelPromoteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "id of a model, or champion or challenger")
    private String word = "";

    @Mixin
    private ModelWord words = new ModelWord();

    @Mixin
    private AliasOptions options = new AliasOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        ModelStore store = ModelStore.standard();
        AliasChange change = store.registry().promote(words.id(store, word), options.alias(), options.note());
        return options.say(spec, change);
    }
}
