package io.haechi.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Refuses options that would have no effect beside others: whoever gives one expects it to count. */
final class Options {
    private Options() {}

    /** Whether an option was given, default or not. */
    static boolean isGiven(CommandSpec spec, String name) {
        return spec.commandLine().getParseResult().hasMatchedOption(name);
    }

    /**
     * Refuses options that were given.
     *
     * @param why what makes them idle, as in {@code "--k has no effect with --model: ..."}
     * @throws IllegalArgumentException if one of them was; it names the first
     */
    static void refuse(CommandSpec spec, String why, String... idle) {
        for (String name : idle) {
            if (isGiven(spec, name)) {
                throw new IllegalArgumentException(name + " has no effect " + why);
            }
        }
    }
}
