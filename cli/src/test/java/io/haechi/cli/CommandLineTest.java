package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.core.ModelException;
import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

    static Stream<List<String>> commands() {
        List<List<String>> found = new ArrayList<>();
        walk(new CommandLine(new Main()), List.of(), found);
        return found.stream();
    }

    @ParameterizedTest(name = "haechi {0}")
    @MethodSource("commands")
    void everyHelpBeginsWithExamples(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.add("--help");
        Run run = Run.of(words.toArray());
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Examples:");
        assertThat(run.out().lines().skip(1).findFirst().orElse(""))
                .startsWith("  haechi " + String.join(" ", command));
    }

    /** A text that picocli cannot format, such as one with "3 % are", is complained about past the streams that we write to. */
    @ParameterizedTest(name = "haechi {0}")
    @MethodSource("commands")
    void noHelpIsComplainedAboutByTheLibrary(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.add("--help");
        PrintStream before = System.err;
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try {
            Run.of(words.toArray());
        } finally {
            System.setErr(before);
        }
        assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest(name = "haechi {0}")
    @MethodSource("commands")
    void anUnknownOptionIsWrongUseSaidBriefly(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.add("--no-such-option");
        Run run = Run.of(words.toArray());
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("haechi: ").contains("--help");
    }

    @ParameterizedTest(name = "haechi {0}")
    @MethodSource("commands")
    void everyCommandListSaysWhatEachCommandIsFor(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.add("--help");
        List<String> listed = Run.of(words.toArray())
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .toList();
        assertThat(listed).noneMatch(line -> line.contains("Examples:"));
        assertThat(listed.stream().filter(line -> line.matches("  \\S.*")))
                .allMatch(line -> line.matches("  \\S+ +\\S.+"));
    }

    @Test
    void theListOfCommandsHoldsThemAll() {
        assertThat(Run.of("--help").out().lines())
                .anyMatch(line -> line.matches("  scan +One verdict per file, whatever a phone recorded"))
                .anyMatch(line -> line.matches("  model +The model packages at hand"));
    }

    @Test
    void outputThatCannotBeWrittenIsOurFailure() {
        StringWriter err = new StringWriter();
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        int code = Main.run(new PrintWriter(full), new PrintWriter(err), "model", "list");
        assertThat(code).isEqualTo(ExitCode.OUR_FAILURE);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("output could not all be written");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "call evaluate --data . --noise lots| 'lots' is not a number",
                "model compress voice-bilstm --epochs 1.5| '1.5' is not a whole number",
                "listen - --rate many| 'many' is not a whole number"
            })
    void aNumberThatIsNoneIsNamedWithoutTheLibrarysTypes(String command, String said) {
        Run run = Run.of((Object[]) command.split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err().lines().findFirst().orElse("")).endsWith(said);
    }

    @Test
    void theVersionIsOneLineOnStdout() {
        Run run = Run.of("--version");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void noCommandOrHalfACommandIsWrongUse() {
        assertThat(Run.of().code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("voice").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("scan").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("scan", "").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("voice", "evaluate", "--data", "nowhere").code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(Run.of("data", "check", "--problem", "weather", ".").code()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void whatWentWrongDecidesTheExitCode() {
        assertThat(Failures.code(new UnreadableInputException(""))).isEqualTo(4);
        assertThat(Failures.code(new ModelException(""))).isEqualTo(5);
        assertThat(Failures.code(new IllegalArgumentException(""))).isEqualTo(2);
        assertThat(Failures.code(new IllegalStateException(""))).isEqualTo(1);
        assertThat(Failures.sentence(new IllegalStateException("boom")))
                .contains("boom")
                .contains("HAECHI_DEBUG");
    }

    private static void walk(CommandLine line, List<String> path, List<List<String>> found) {
        found.add(path);
        line.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            walk(sub, longer, found);
        });
    }
}
