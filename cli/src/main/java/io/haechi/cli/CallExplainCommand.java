package io.haechi.cli;

import io.haechi.call.CallDetector;
import io.haechi.call.CallReading;
import io.haechi.call.Calls;
import io.haechi.call.SentencesReading;
import io.haechi.call.transcript.Transcript;
import io.haechi.call.transcript.TranscriptFile;
import io.haechi.core.Problem;
import io.haechi.core.model.ModelStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  ${COMMAND-FULL-NAME} examples/call-phishing.txt",
            "  ${COMMAND-FULL-NAME} --json call.srt | jq '.sentences[].phrases'",
            ""
        },
        description = {
            "Say what a verdict on a transcript rests on: every sentence with its probability, the words that carried"
                    + " it, and",
            "the ways of manipulating that were found by their words."
        })
final class CallExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a transcript: txt, csv, json, srt or vtt")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = ModelWord.CHAMPION,
            description = "a model of the problem: champion, challenger, an id or a path (default: ${DEFAULT-VALUE})")
    private String model = ModelWord.CHAMPION;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Transcript text = TranscriptFile.read(file);
        String answer = TextProblem.of(spec).equals(Problem.CALL) ? call(text) : sentences(text);
        spec.commandLine().getOut().print(answer);
        return ExitCode.DONE;
    }

    private String call(Transcript text) {
        try (CallDetector detector = Calls.load(ModelStore.standard(), model)) {
            CallReading reading = detector.read(text);
            return json
                    ? reading.toJson() + "\n"
                    : CallLines.of(reading, Terminal.standard(), CallLines.Detail.EVERY_SENTENCE);
        }
    }

    private String sentences(Transcript text) {
        SentencesReading reading =
                Calls.readSentences(Calls.model(ModelStore.standard(), Problem.SENTENCE, model), text);
        return json ? reading.toJson() + "\n" : CallLines.of(reading);
    }
}
