package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows from outside: that no decoder outlives its program, and that memory does not grow with length. */
class ProcessIT {

    @TempDir
    static Path folder;

    @ParameterizedTest(name = "forcibly: {0}")
    @ValueSource(booleans = {false, true})
    void noDecoderOutlivesItsProgram(boolean isForced) throws Exception {
        Path file = Encoder.encode(
                folder.resolve("held" + isForced + ".flac"), "-f lavfi -i anoisesrc=d=120:r=48000 -c:a flac");
        Process program = start("64m", "hold", file);
        BufferedReader said = program.inputReader();
        assertThat(said.readLine()).isEqualTo("reading");
        List<ProcessHandle> decoders = program.descendants().toList();
        assertThat(decoders).hasSize(1);
        if (isForced) {
            program.destroyForcibly();
        } else {
            program.destroy();
        }
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        decoders.getFirst().onExit().get(20, TimeUnit.SECONDS);
        assertThat(decoders.getFirst().isAlive()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"hour.flac, -c:a flac", "hour.wav, -c:a pcm_s16le"})
    void anHourFitsIntoTwentyFourMegabytes(String name, String words) throws Exception {
        Path file = Encoder.encode(folder.resolve(name), "-f lavfi -i sine=440:r=44100:d=3600 " + words);
        Process program = start("24m", "read", file);
        String said = new String(program.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(program.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("frames in");
        assertThat(program.exitValue()).isZero();
        System.out.printf("An hour of %s, 44.1 kHz mono, in a heap of 24 MB: %s", name, said);
    }

    private static Process start(String heap, String verb, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListeningProgram.class.getName(),
                        verb,
                        file.toString())
                .redirectError(Files.createTempFile(folder, "said", ".txt").toFile())
                .start();
    }
}
