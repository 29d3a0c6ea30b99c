package io.haechi.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the files that people have, with the same program that later decodes them. */
final class Encoder {

    private Encoder() {}

    /** Runs the program with these words and then {@code to} as its output; fails if it fails. */
    static Path encode(Path to, String words, Path... inputs) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-y", "-loglevel", "error"));
        for (Path input : inputs) {
            arguments.addAll(List.of("-i", "file:" + input));
        }
        arguments.addAll(List.of(words.split(" ", -1)));
        arguments.add("file:" + to);
        Process process = FfmpegProgram.find("test")
                .command(arguments)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("encoding " + to + " failed: " + said);
        }
        return to;
    }
}
