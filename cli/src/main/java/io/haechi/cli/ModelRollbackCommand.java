package io.haechi.cli;

import io.haechi.core.Problem;
import io.haechi.core.model.AliasChange;
import io.haechi.core.model.ModelStore;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model rollback voice",
            "  haechi model rollback voice --note 'misses the new generator'",
            ""
        },
        description = {
            "Take the last promotion back: the champion before it is in use again. Once more goes one further back, in"
                    + " the",
            "end to the shipped model. Exits with 5 if there is nothing to roll back to."
        })
final class ModelRollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROBLEM", description = "such as voice")
    private String problem = "";

    @Mixin
    private AliasOptions options = new AliasOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        String name = Problem.named(problem).name();
        AliasChange change = ModelStore.standard().registry().rollback(name, options.alias(), options.note());
        return options.say(spec, change);
    }
}
