package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that people really have: each gets one clear sentence and exit code 4 (or a verdict of {@code UNSURE}), a good file
 * in the same call is still judged, and neither a child process nor a temporary file stays behind.
 */
class BadInputTest {
    private static final Path GOOD = Path.of("..", "examples", "synthetic-ko.wav");

    @TempDir
    Path folder;

    private Path model = Path.of("");
    private Set<String> before = Set.of();

    @BeforeEach
    void prepare() throws IOException {
        model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        // The decoder and the runtime unpack their libraries once per process; that is no litter of a recording.
        Run.of("scan", "--model", model, GOOD, Path.of("..", "examples", "synthetic-en.m4a"));
        before = temporaryFiles();
    }

    @AfterEach
    void nothingStaysBehind() throws IOException {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void anEmptyFile() throws IOException {
        refused(Files.createFile(folder.resolve("empty.wav")));
    }

    @Test
    void aWavOfSixtyNineBytesWithForgedSizes() throws IOException {
        byte[] forged = Arrays.copyOf(wav(1, 1, 16_000, 16, 0x7FFF_FFF0L).array(), 69);
        ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 0x7FFF_FF00);
        refused(Files.write(folder.resolve("forged.wav"), forged));
    }

    @Test
    void aWavThatClaimsFourGibibytes() throws IOException {
        // What is there is read: an open length is what recorders leave behind. Two samples are too little to judge.
        byte[] claims = Arrays.copyOf(wav(1, 1, 16_000, 16, 0xFFFF_FFFFL).array(), 48);
        Path file = Files.write(folder.resolve("claims.wav"), claims);
        Run run = Run.of("scan", "--model", model, file, GOOD);
        assertThat(run.code()).isIn(ExitCode.DONE, ExitCode.UNREADABLE);
        assertThat(run.out() + run.err()).contains("claims.wav");
        assertThat(run.out()).contains(GOOD + ": 위험 DANGER");
        assertThat(run.code() == ExitCode.DONE ? run.out() : "UNSURE").contains("UNSURE");
    }

    @Test
    void textRenamedToMp3() throws IOException {
        refused(Files.writeString(folder.resolve("song.mp3"), "This is no music at all.\n".repeat(40)));
    }

    @Test
    void aTruncatedM4a() {
        refused(Path.of("..", "examples", "truncated.m4a"));
    }

    @Test
    void noChannels() throws IOException {
        refused(Files.write(
                folder.resolve("none.wav"),
                Arrays.copyOf(wav(1, 0, 16_000, 16, 100).array(), 144)));
    }

    @Test
    void samplesThatAreNoNumbers() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 4 * 16_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(wav(3, 1, 16_000, 32, 4 * 16_000).array());
        while (bytes.hasRemaining()) {
            bytes.putFloat(Float.NaN);
        }
        refused(Files.write(folder.resolve("nan.wav"), bytes.array()));
    }

    @Test
    void aMissingFile() {
        refused(folder.resolve("nowhere.wav"));
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path file = Files.copy(GOOD, folder.resolve("locked.wav"));
        assumeFalse(
                !file.toFile().setReadable(false) || Files.isReadable(file),
                "skipped: this user may read every file (root)");
        refused(file);
    }

    @Test
    void anEmptyFolder() throws IOException {
        refused(Files.createDirectory(folder.resolve("nothing here")));
    }

    @Test
    void oneSampleIsReadableButTooLittle() throws IOException {
        unsure(Files.write(
                folder.resolve("one.wav"),
                Arrays.copyOf(wav(1, 1, 16_000, 16, 2).array(), 46)));
    }

    @Test
    void twoHoursOfSilenceAreDoneQuickly() throws IOException {
        int bytes = 2 * 3600 * 8000;
        Path file = folder.resolve("night.wav");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            // Silence is zero only in signed samples; two bytes at 4 kHz make the hole in the file.
            sparse.write(wav(1, 1, 4000, 16, bytes).array());
            sparse.setLength(44L + bytes);
        }
        Instant began = Instant.now();
        Run run = Run.of("scan", "--model", model, file);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(120));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("UNSURE").contains("0.0 s of speech in 7200.0 s of sound");
    }

    @Test
    void aPathWithSpacesAndHangulIsNothingSpecial() throws IOException {
        Path file = Files.copy(GOOD, folder.resolve("어머니 통화 녹음 1.wav"));
        Run run = Run.of("scan", "--model", model, file);
        assertThat(run.err().strip()).isIn("", WordsHint.SENTENCE);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith(file + ": 위험 DANGER");
    }

    /** One sentence that names the file, exit code 4, and the file after it is judged all the same. */
    private void refused(Path bad) {
        Run run = Run.of("scan", "--model", model, bad, GOOD);
        assertThat(run.err().lines().filter(line -> !line.equals(WordsHint.SENTENCE)))
                .as(run.err())
                .hasSize(1);
        assertThat(run.err()).startsWith("haechi: ").contains(String.valueOf(bad.getFileName()));
        assertThat(run.err()).doesNotContain("Exception").doesNotContain("should not have");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.out()).startsWith(GOOD + ": 위험 DANGER");
    }

    private void unsure(Path file) {
        Run run = Run.of("scan", "--model", model, file);
        assertThat(run.err().strip()).isIn("", WordsHint.SENTENCE);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith(file + ": 판단불가 UNSURE").contains("need 1 s");
    }

    private static ByteBuffer wav(int tag, int channels, int rate, int bits, long dataBytes) {
        int frame = channels * bits / 8;
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) Math.min(0xFFFF_FFFFL, dataBytes + 36))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * frame)
                .putShort((short) frame)
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) dataBytes);
    }

    /** What is ours in the folder for temporary files; others use it too. */
    private static Set<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains("haechi"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
