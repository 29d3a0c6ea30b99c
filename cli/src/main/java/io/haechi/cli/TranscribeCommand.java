package io.haechi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.speech.Speech;
import io.haechi.call.speech.SpeechEvaluation;
import io.haechi.call.speech.SpeechToText;
import io.haechi.call.speech.Transcript;
import io.haechi.call.speech.TranscriptText;
import io.haechi.call.speech.TranscriptionOptions;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "transcribe",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi transcribe call.m4a",
            "  haechi transcribe --format srt call.m4a > call.srt && haechi scan call.srt",
            "  haechi transcribe --language auto --threads 2 recordings/",
            "  haechi transcribe --evaluate clips/                   how many characters are wrong, and how fast it is",
            ""
        },
        description = {
            "What is said in recordings, with times; each channel of a stereo call is a speaker. Needs a speech model:",
            "'haechi model pull whisper-base' gets one."
        })
final class TranscribeCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "recordings, or folders of them")
    private List<Path> inputs = List.of();

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = Speech.DEFAULT_MODEL,
            description = "an installed speech model, the path of one, or a ggml file (default: ${DEFAULT-VALUE})")
    private String model = Speech.DEFAULT_MODEL;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "ko",
            description = "what is spoken: a code such as ko or en, or auto (default: ${DEFAULT-VALUE})")
    private String language = "ko";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 or 2 (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(
            names = "--format",
            paramLabel = "text|srt|vtt|json",
            defaultValue = "text",
            description = "how to write it (default: ${DEFAULT-VALUE})")
    private TranscriptText format = TranscriptText.TEXT;

    @Option(names = "--json", description = "the same as --format json: one JSON object per file on stdout")
    private boolean json;

    @Option(
            names = "--evaluate",
            paramLabel = "DIR",
            description = {
                "write down the clips of a folder whose manifest.csv says what is said (path,transcript), as they are"
                        + " and over",
                "a telephone, and print the share of wrong characters, the time and the memory it took"
            })
    private @Nullable Path evaluated;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if ((evaluated == null) == inputs.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Give recordings, or a folder with --evaluate; one of both.");
        }
        TranscriptionOptions options =
                TranscriptionOptions.STANDARD.withLanguage(language).withThreads(threads);
        try (SpeechToText writer = Speech.open(ModelStore.standard(), model, options)) {
            return evaluated == null ? transcribe(writer) : evaluate(writer, evaluated);
        }
    }

    private int evaluate(SpeechToText writer, Path folder) {
        SpeechEvaluation evaluation = SpeechEvaluation.of(writer, folder, threads);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json || format == TranscriptText.JSON ? evaluation.toJson() + "\n" : evaluation.toText());
        return ExitCode.DONE;
    }

    private int transcribe(SpeechToText writer) {
        PrintWriter out = spec.commandLine().getOut();
        boolean isComplete = true;
        TranscriptText shape = json ? TranscriptText.JSON : format;
        for (Path input : inputs) {
            List<UnreadableInputException> closed = new ArrayList<>();
            for (Path file : ScanCommand.files(input, closed)) {
                try (TranscriptionProgress progress =
                        new TranscriptionProgress(spec.commandLine().getErr(), file)) {
                    Transcript transcript = writer.transcribe(file, progress);
                    progress.clear();
                    isComplete &= print(shape, transcript);
                } catch (UnreadableInputException e) {
                    isComplete = false;
                    complain(file, String.valueOf(e.getMessage()));
                }
                if (out.checkError()) {
                    return ExitCode.OUR_FAILURE;
                }
            }
            isComplete &= closed.isEmpty();
            closed.forEach(failure -> complain(input, String.valueOf(failure.getMessage())));
        }
        return isComplete ? ExitCode.DONE : ExitCode.UNREADABLE;
    }

    /** Whether there was something to print. */
    private boolean print(TranscriptText shape, Transcript transcript) {
        PrintWriter out = spec.commandLine().getOut();
        if (transcript.utterances().isEmpty()) {
            complain(
                    Path.of(transcript.name()),
                    transcript.name() + ": " + transcript.limits().getLast());
            return false;
        }
        if (shape == TranscriptText.TEXT
                && (inputs.size() > 1 || !inputs.getFirst().toString().equals(transcript.name()))) {
            out.println(transcript.name() + ":");
        }
        out.print(shape.of(transcript));
        out.flush();
        transcript
                .limits()
                .forEach(limit -> spec.commandLine().getErr().println("haechi: " + transcript.name() + ": " + limit));
        return true;
    }

    private void complain(Path file, String sentence) {
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().println("haechi: " + sentence);
        if (json || format == TranscriptText.JSON) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("schema", "haechi/1").put("file", file.toString());
            line.putObject("error").put("code", ExitCode.UNREADABLE).put("message", sentence);
            spec.commandLine().getOut().println(line);
        }
    }
}
