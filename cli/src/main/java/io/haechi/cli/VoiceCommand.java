package io.haechi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "voice",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi voice evaluate --data recordings/ --split test",
            "  haechi voice compare --data recordings/",
            "  haechi voice explain call.m4a",
            "  haechi voice fit simple-cnn --data recordings/ --out models/voice-simple-cnn",
            ""
        },
        description = "Tells a synthetic voice from a human one: train, measure, explain.",
        subcommands = {
            VoiceFitCommand.class,
            VoiceEvaluateCommand.class,
            VoiceCompareCommand.class,
            VoiceLeaveOutCommand.class,
            VoiceExplainCommand.class,
            VoiceExportCommand.class,
            VoiceCostCommand.class
        })
final class VoiceCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to do with voices: fit, evaluate, compare, leave-out, explain, export or cost.");
    }
}
