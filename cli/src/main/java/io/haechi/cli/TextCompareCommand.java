package io.haechi.cli;

import io.haechi.call.Calls;
import io.haechi.call.ComparisonTable;
import io.haechi.call.SourcesLeftOut;
import io.haechi.call.TextRecipe;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  ${COMMAND-FULL-NAME} --data transcripts/",
            "  ${COMMAND-FULL-NAME} --data transcripts/ --recipe char-svc --recipe char-lightgbm --json",
            "  ${COMMAND-FULL-NAME} --data transcripts/ --recipe default --leave-one-source-out",
            "  ${COMMAND-FULL-NAME} --data transcripts/ --recipe default --noise 0.2",
            ""
        },
        description = {
            "Fit recipes on train and measure them side by side, beside a baseline on style alone and the more"
                    + " frequent class;",
            "or fit without each source in turn and ask about it: a kind of call that was never seen is the real exam."
        })
final class TextCompareCommand implements Callable<Integer> {
    @Option(
            names = "--recipe",
            paramLabel = "RECIPE",
            description = "a recipe's name or file; repeat it (default: all that come with Haechi)")
    private List<String> recipes = List.of();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "labelled texts")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "the split that everything is measured on (default: ${DEFAULT-VALUE})")
    private String split = "test";

    @Option(
            names = "--leave-one-source-out",
            description = "fit without each source in turn and ask about it (default recipe: default)")
    private boolean isLeavingOut;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "leave out this one only; repeat it (default: each in turn)")
    private List<String> sources = List.of();

    @Option(names = "--noise", paramLabel = "RATE", description = "misspell this share of the syllables first")
    private double noise;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "where the fitted packages go (default: they are thrown away)")
    private @Nullable Path keep;

    @Option(names = "--json", description = "one JSON object on stdout, one per recipe with --leave-one-source-out")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Problem problem = TextProblem.of(spec);
        Noise heard = new Noise(noise, TextEvaluateCommand.NOISE_SEED);
        List<String> asked =
                !recipes.isEmpty() ? recipes : isLeavingOut ? List.of("default") : TextRecipe.fromTextsAlone(problem);
        List<TextRecipe> chosen =
                asked.stream().map(name -> Calls.recipe(problem, name)).toList();
        TextFolder folder = TextFolder.open(data, problem);
        Path work = keep != null ? keep : Files.createTempDirectory("haechi-compare");
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            if (isLeavingOut) {
                leaveOut(chosen, folder, heard, work, bars);
            } else {
                ComparisonTable table = Calls.compare(chosen, folder, split, heard, work, bars);
                bars.close();
                spec.commandLine().getOut().print(json ? table.toJson() + "\n" : table.toText());
            }
        } finally {
            if (keep == null) {
                delete(work);
            }
        }
        return ExitCode.DONE;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    private void leaveOut(List<TextRecipe> chosen, TextFolder folder, Noise heard, Path work, Bars bars) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> which = sources.isEmpty() ? folder.sources() : sources;
        for (TextRecipe recipe : chosen) {
            SourcesLeftOut found = Calls.leaveSourcesOut(recipe, folder, which, heard, work, bars);
            bars.close();
            out.print(json ? found.toJson() + "\n" : found.toText());
            out.flush();
        }
    }
}
