package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Microphone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InputStream STANDARD_INPUT = System.in;
    private static final Path SPEECH = Path.of("..", "examples", "synthetic-ko.wav");

    @TempDir
    Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void prepare() {
        model = TinyModel.write(folder.resolve("voice-tiny"), 3);
    }

    @AfterEach
    void restore() {
        System.setIn(STANDARD_INPUT);
    }

    @Test
    void rawSoundGetsAVerdictEverySecondAndALastOne() throws IOException {
        pipe(speech());
        Run run = Run.of("listen", "-", "--model", model);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSizeBetween(2, 3);
        assertThat(lines.getFirst()).startsWith("0:05: 위험 DANGER, synthetic voice almost certain (95 %); rests on 4.");
        assertThat(lines.getLast()).startsWith("-: 위험 DANGER, synthetic voice almost certain (95 %); rests on 5.");
        assertThat(run.out()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void theLastJsonIsWhatScanSaysOfTheSameSound() throws IOException {
        pipe(speech());
        Run run = Run.of("listen", "--device", "-", "--json", "--model", model);
        List<String> lines = run.out().lines().toList();
        JsonNode last = JSON.readTree(lines.getLast());
        JsonNode scan =
                JSON.readTree(Run.of("scan", "--json", "--model", model, SPEECH).out());
        for (String key :
                List.of("schema", "problem", "decision", "probability", "threshold", "modelSha256", "limits")) {
            assertThat(last.get(key)).as(key).isEqualTo(scan.get(key));
        }
        assertThat(last.get("channels").toString())
                .isEqualTo(scan.get("channels").toString());
        assertThat(last.get("event").asText()).isEqualTo("final");
        assertThat(JSON.readTree(lines.getFirst()).get("event").asText()).isEqualTo("update");
        assertThat(JSON.readTree(lines.getFirst()).get("seconds").asDouble()).isEqualTo(5);
    }

    @ParameterizedTest(name = "logit {0}, {1}: {2}")
    @CsvSource({
        "3, --fail-on=danger, 3",
        "1, --fail-on=danger, 0",
        "1, --fail-on=suspect, 3",
        "-3, --fail-on=suspect, 0"
    })
    void aFindingFailsTheCommandOnlyWhereAskedFor(double logit, String failOn, int code) throws IOException {
        Path said = TinyModel.write(folder.resolve("voice-said"), logit);
        pipe(speech());
        assertThat(Run.of("listen", "-", "--model", said, failOn).code()).isEqualTo(code);
        pipe(speech());
        assertThat(Run.of("listen", "-", "--model", said).code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aFindingOnTheWayCountsEvenIfSilenceFollows() throws IOException {
        byte[] sound = speech();
        pipe(Arrays.copyOf(sound, sound.length + 20 * 32_000));
        Run run = Run.of("listen", "-", "--model", model, "--memory", 10, "--fail-on=danger");
        assertThat(run.out().lines().toList().getLast())
                .startsWith("-: 판단불가 UNSURE, cannot tell: 0.0 s of speech in 10.0 s");
        assertThat(run.code()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void ratesAndChannelsAreThoseThatWereSaid() throws IOException {
        byte[] mono = speech();
        byte[] stereo = new byte[2 * mono.length];
        for (int i = 0; i < mono.length; i += 2) {
            System.arraycopy(mono, i, stereo, 2 * i + 2, 2);
        }
        pipe(stereo);
        Run run = Run.of("listen", "-", "--channels", 2, "--model", model);
        assertThat(run.out()).contains("channel 1: 판단불가 UNSURE").contains("channel 2: 위험 DANGER");
        pipe(mono);
        String slow = Run.of("listen", "-", "--rate", 8000, "--json", "--model", model)
                .out();
        assertThat(JSON.readTree(slow.lines().toList().getLast()).get("seconds").asDouble())
                .isEqualTo(12);
    }

    @Test
    void anOddByteIsNotedAndTheRestJudged() throws IOException {
        byte[] sound = speech();
        pipe(Arrays.copyOf(sound, sound.length + 1));
        Run run = Run.of("listen", "-", "--model", model);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("haechi: -: ended in the middle of a frame, 1 byte left over");
        assertThat(run.out()).contains("-: 위험 DANGER");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        - --rate 0       | 2 | Sample rate must be between 1000 and 768000 Hz, got 0
        - --channels 9   | 2 | Channels must be between 1 and 8, got 9
        - --memory 1     | 2 | Memory must be between 5.0 and 3600.0 s, got 1.0
        - --rate ten     | 2 | 'ten' is not a whole number
        --rate 8000      | 2 | --rate and --channels are of the PCM on standard input
        call.wav         | 2 | "call.wav" is not -: listen hears a microphone or standard input; for files there is scan.
        -                | 4 | -: ended before any sound came
        """)
    void wrongUseIsOneSentence(String words, int code, String sentence) {
        pipe(new byte[0]);
        Run run = run(words);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).startsWith("haechi: ").contains(sentence);
        assertThat(run.err().lines().filter(line -> !line.startsWith("Try "))).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aWavFileIsNoRawSound() throws IOException {
        pipe(Files.readAllBytes(SPEECH));
        Run run = run("-");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("begins like a WAV file");
    }

    @Test
    void withoutAMicrophoneThatIsSaidAndTheListIsEmpty() throws IOException {
        assumeTrue(Microphone.all().isEmpty(), "skipped: this machine has a microphone");
        Run run = run("");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("haechi: No microphone was found;");
        Run list = Run.of("listen", "--devices");
        assertThat(list.code()).isEqualTo(ExitCode.DONE);
        assertThat(list.out()).isEmpty();
        assertThat(list.err()).startsWith("haechi: No microphone was found;");
        assertThat(JSON.readTree(Run.of("listen", "--devices", "--json").out()).get("devices"))
                .isEmpty();
    }

    private Run run(String words) {
        String[] given = words.isEmpty() ? new String[0] : words.strip().split(" ", -1);
        String[] all = Arrays.copyOf(new String[] {"listen", "--model", model.toString()}, 3 + given.length);
        System.arraycopy(given, 0, all, 3, given.length);
        return Run.of((Object[]) all);
    }

    /** The samples of the example behind its header of 44 bytes. */
    private static byte[] speech() throws IOException {
        byte[] file = Files.readAllBytes(SPEECH);
        return Arrays.copyOfRange(file, file.length - 6 * 32_000, file.length);
    }

    private static void pipe(byte[] bytes) {
        System.setIn(new ByteArrayInputStream(bytes));
    }
}
