package io.haechi.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {
    static final int DONE = 0;
    static final int OUR_FAILURE = 1;
    static final int WRONG_USE = 2;
    static final int FINDING = 3;
    static final int UNREADABLE = 4;
    static final int MODEL = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
