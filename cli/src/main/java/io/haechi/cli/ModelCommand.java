package io.haechi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model list",
            "  haechi model show voice-line-vote",
            "  haechi model verify",
            "  haechi model compress voice-simple-cnn --data recordings/",
            "  haechi model compare champion voice-mine --data recordings/",
            "  haechi model promote voice-mine --note 'fewer false alarms'",
            "  haechi model rollback voice",
            "  haechi model pull whisper-base",
            ""
        },
        description =
                "The model packages at hand: your own in $HAECHI_MODELS or ~/.haechi/models, and the shipped ones.",
        subcommands = {
            ModelListCommand.class,
            ModelShowCommand.class,
            ModelVerifyCommand.class,
            ModelCompressCommand.class,
            ModelCompareCommand.class,
            ModelPromoteCommand.class,
            ModelRollbackCommand.class,
            ModelHistoryCommand.class,
            ModelPullCommand.class
        })
final class ModelCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to do with models: list, show, verify, compress, compare, promote, rollback, history or"
                        + " pull.");
    }
}
