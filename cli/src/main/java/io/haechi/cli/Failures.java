package io.haechi.cli;

import io.haechi.core.ModelException;
import io.haechi.core.UnreadableInputException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Turns what went wrong into one sentence on stderr and an exit code; a stack trace only with {@code HAECHI_DEBUG}. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        err.println("haechi: " + sentence(failure));
        if (System.getenv("HAECHI_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        return code(failure);
    }

    static int wrongUse(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        line.getErr().println("haechi: " + inPlainWords(String.valueOf(failure.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, line.getErr());
        for (String argument : arguments) {
            if (argument.startsWith("-") && Files.exists(Path.of(argument))) {
                line.getErr().println("Write ./" + argument + " for the file of that name.");
            }
        }
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USE;
    }

    /** The library names the type that it wanted; a person wants to know what to write. */
    private static String inPlainWords(String message) {
        return message.replaceFirst(" is not a double$", " is not a number")
                .replaceFirst(" is not an? (int|long)$", " is not a whole number");
    }

    static int code(Exception failure) {
        return switch (failure) {
            case UnreadableInputException _ -> ExitCode.UNREADABLE;
            case ModelException _ -> ExitCode.MODEL;
            case IllegalArgumentException _ -> ExitCode.WRONG_USE;
            default -> ExitCode.OUR_FAILURE;
        };
    }

    static String sentence(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return code(failure) == ExitCode.OUR_FAILURE && !(failure instanceof UncheckedIOException)
                ? "something went wrong that should not have ("
                        + failure.getClass().getSimpleName() + ": " + message + "); set HAECHI_DEBUG=1 to see where."
                : message;
    }
}
