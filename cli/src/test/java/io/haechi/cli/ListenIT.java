package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole process that listens to a pipe which stays open, as a call does, and is asked to end. */
@Timeout(120)
class ListenIT {
    private static final Path SPEECH = Path.of("..", "examples", "synthetic-ko.wav");

    @TempDir
    Path folder;

    private @Nullable Process listening;

    @AfterEach
    void end() {
        if (listening != null) {
            listening.destroyForcibly();
        }
    }

    @ParameterizedTest(name = "kill -{0}")
    @ValueSource(strings = {"INT", "TERM"})
    void askedToEndItGivesALastVerdictAndSaysThatItWasInterrupted(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && isInterruptIgnored(), "SIGINT is ignored here, as in a shell's background");
        Process listening = listen("--json", "--fail-on=danger");
        this.listening = listening;
        byte[] file = Files.readAllBytes(SPEECH);
        listening.getOutputStream().write(Arrays.copyOfRange(file, 44, file.length));
        listening.getOutputStream().flush();
        BufferedReader said = listening.inputReader();
        String first = said.readLine();
        assertThat(first).contains("\"event\":\"update\"");
        new ProcessBuilder("kill", "-" + signal, String.valueOf(listening.pid()))
                .start()
                .waitFor();
        assertThat(listening.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(listening.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        JsonNode last = new ObjectMapper().readTree(said.lines().toList().getLast());
        assertThat(last.get("event").asText()).isEqualTo("final");
        assertThat(last.get("decision").asText()).isEqualTo("DANGER");
        assertThat(listening.errorReader().lines()).isEmpty();
    }

    /** Whoever starts us may ignore the signal, which our children then inherit, and a JVM leaves it so. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        }
    }

    private Process listen(String... options) throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "listen",
                "-",
                "--model",
                model.toString()));
        words.addAll(List.of(options));
        return new ProcessBuilder(words).start();
    }
}
