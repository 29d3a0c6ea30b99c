package io.haechi.cli;

import picocli.CommandLine.Command;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = {"Examples:", "  haechi bench", ""},
        description = "Soon.")
final class BenchCommand implements Runnable {
    @Override
    public void run() {}
}
