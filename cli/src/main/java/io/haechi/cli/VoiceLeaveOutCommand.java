package io.haechi.cli;

import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.voice.LeaveOutOptions;
import io.haechi.voice.LeftOut;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceRecipe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "leave-out",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi voice leave-out simple-cnn --data recordings/ --folds 5",
            "  haechi voice leave-out whisper bilstm --data recordings/ --trunk model.bin --folds 5",
            "  haechi voice leave-out bilstm --data recordings/ --only waveglow --only melgan",
            "  haechi voice leave-out simple-cnn --data recordings/ --by origin --json | jq '.models[0].mean'",
            ""
        },
        description = {
            "Train recipes again and again, each time without some generators, and ask about these: how a recipe does on",
            "generators that it never heard, which one split into train and test cannot say. Takes as many trainings as there",
            "are folds. Finished ones are kept in OUT and not done again."
        })
final class VoiceLeaveOutCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RECIPE",
            arity = "1..*",
            description = "single networks, by name or file; of several the mean of their logits is reported too")
    private List<String> recipes = List.of();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder with manifest.csv")
    private Path data = Path.of("");

    @Option(
            names = "--by",
            paramLabel = "source|origin",
            description = "leave out generators, or corpora with the fakes made from them (default: ${DEFAULT-VALUE})")
    private String column = "source";

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "deal them out to so many trainings of about the same size (default: a training for each)")
    private @Nullable Integer folds;

    @Option(names = "--only", paramLabel = "NAME", description = "only this one; may be repeated")
    private List<String> only = List.of();

    @Option(
            names = "--trunk",
            paramLabel = "FILE",
            description = "as for fit, for those recipes that can start with its layers")
    private @Nullable Path trunk;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the trainings' packages go (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("haechi-out", "left-out");

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        LeaveOutOptions options = new LeaveOutOptions(column, folds, only, out);
        List<VoiceRecipe> chosen = recipes.stream().map(Voice::recipe).toList();
        DataFolder folder = DataFolder.open(data, Problem.VOICE);
        PrintWriter printed = spec.commandLine().getOut();
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            LeftOut found = Voice.leaveOut(chosen, folder, trunk, options, bars);
            bars.close();
            printed.print(json ? found.toJson() + "\n" : found.toText());
            printed.flush();
        }
        return ExitCode.DONE;
    }
}
