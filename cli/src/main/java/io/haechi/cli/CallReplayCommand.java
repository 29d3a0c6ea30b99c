package io.haechi.cli;

import io.haechi.call.CallDetector;
import io.haechi.call.Calls;
import io.haechi.call.ReplayReport;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextFolder;
import io.haechi.call.transcript.Transcript;
import io.haechi.core.Problem;
import io.haechi.core.model.ModelStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi call replay --data transcripts/",
            "  haechi call replay --data transcripts/ --json | jq .medianSeconds",
            ""
        },
        description = {
            "Play labelled calls back sentence by sentence: how many phishing calls are called out while they go on,"
                    + " after how",
            "many sentences and seconds, and how many ordinary calls are called out at any moment."
        })
final class CallReplayCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = ModelWord.CHAMPION,
            description = "champion, challenger, an id or a path (default: ${DEFAULT-VALUE})")
    private String model = ModelWord.CHAMPION;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder with calls.csv (.gz)")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "a value of the column split, or 'all' (default: test if there is one, else all)")
    private @Nullable String split;

    @Option(
            names = "--syllables-per-second",
            paramLabel = "RATE",
            description = "how fast is spoken, pauses included (default: ${DEFAULT-VALUE})")
    private double rate = Transcript.SYLLABLES_PER_SECOND;

    @Option(names = "--noise", paramLabel = "RATE", description = "misspell this share of the syllables first")
    private double noise;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (!(rate > 0)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--syllables-per-second must be above 0, got " + rate);
        }
        TextFolder folder = TextFolder.open(data, Problem.CALL);
        try (CallDetector detector = Calls.load(ModelStore.standard(), model);
                Bars bars = new Bars(spec.commandLine().getErr())) {
            ReplayReport report = Calls.replay(
                    detector,
                    folder,
                    split != null ? split : folder.splitToMeasure(),
                    new Noise(noise, TextEvaluateCommand.NOISE_SEED),
                    rate,
                    bars);
            bars.close();
            spec.commandLine().getOut().print(json ? report.toJson() + "\n" : report.toText());
        }
        return ExitCode.DONE;
    }
}
