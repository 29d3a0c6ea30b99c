package io.haechi.cli;

import io.haechi.core.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi call evaluate --data transcripts/ --split test",
            "  haechi call explain call.txt",
            "  haechi call fit default --data transcripts/ --out models/call-default",
            ""
        },
        description = "Tells voice phishing from ordinary calls by what is said: train, measure, explain.",
        subcommands = {
            TextFitCommand.class,
            TextEvaluateCommand.class,
            TextCompareCommand.class,
            CallExplainCommand.class,
            CallReplayCommand.class
        })
final class CallCommand implements Runnable, TextProblem {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Problem problem() {
        return Problem.CALL;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do with calls: fit, evaluate, compare, explain or replay.");
    }
}
