package io.haechi.cli;

import io.haechi.core.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "sentence",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi sentence evaluate --data transcripts/ --split test",
            "  haechi sentence fit default --data transcripts/ --out models/sentence-default",
            ""
        },
        description = "Tells sentences of voice phishing from ordinary ones: train, measure, explain.",
        subcommands = {
            TextFitCommand.class,
            TextEvaluateCommand.class,
            TextCompareCommand.class,
            CallExplainCommand.class
        })
final class SentenceCommand implements Runnable, TextProblem {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Problem problem() {
        return Problem.SENTENCE;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do with sentences: fit, evaluate, compare or explain.");
    }
}
