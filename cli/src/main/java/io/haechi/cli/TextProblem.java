package io.haechi.cli;

import io.haechi.core.Problem;
import picocli.CommandLine;

/** A command about texts: of whole calls or of sentences. Its subcommands ask it which. */
interface TextProblem {
    Problem problem();

    /** The problem of the command above this one. */
    static Problem of(CommandLine.Model.CommandSpec sub) {
        return ((TextProblem) sub.parent().userObject()).problem();
    }
}
