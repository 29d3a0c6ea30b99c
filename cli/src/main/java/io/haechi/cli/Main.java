package io.haechi.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where everything begins: parses the command line, runs one command, maps what went wrong to an exit code. */
@Command(
        name = "haechi",
        mixinStandardHelpOptions = true,
        versionProvider = Build.class,
        header = {
            "Examples:",
            "  haechi scan call.m4a                       is this voice synthetic?",
            "  haechi scan --json recordings/ | jq .decision",
            "  haechi listen                              the same, live from the microphone",
            "  haechi transcribe call.m4a                 what is said in it",
            "  haechi voice evaluate --data recordings/   how often is the detector wrong?",
            "  haechi doctor                              what is here, what is missing",
            ""
        },
        description = "Tells true from false: synthetic voices from human ones.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 our failure, 2 wrong use, 3 finding (with --fail-on), 4 input unreadable,",
            "5 model missing, damaged or not inside its budget, 130 interrupted."
        },
        subcommands = {
            ScanCommand.class,
            ListenCommand.class,
            TranscribeCommand.class,
            VoiceCommand.class,
            CallCommand.class,
            SentenceCommand.class,
            SegmentCommand.class,
            RulesCommand.class,
            ModelCommand.class,
            DataCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs the command line with these streams and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(Failures::wrongUse);
        CommandList.install(line);
        int code = line.execute(arguments);
        if (out.checkError()) {
            err.println("haechi: the output could not all be written; is the disk full, or did its reader stop?");
            code = ExitCode.OUR_FAILURE;
        }
        err.flush();
        return code;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do; 'haechi --help' lists the commands.");
    }
}
