package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.CallFigures;
import io.haechi.call.Calls;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  ${COMMAND-FULL-NAME} --data transcripts/",
            "  ${COMMAND-FULL-NAME} --data transcripts/ --split test --json | jq .auc",
            "  ${COMMAND-FULL-NAME} --data transcripts/ --noise 0.1 --html report.html",
            ""
        },
        description = "Measure models on labelled texts: a folder with calls.csv or sentences.csv, plain or .gz.")
final class TextEvaluateCommand implements Callable<Integer> {
    static final long NOISE_SEED = 7;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description =
                    "champion, challenger, an id or a path; may be repeated (default: " + ModelWord.CHAMPION + ")")
    private List<String> models = List.of(ModelWord.CHAMPION);

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "labelled texts")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "a value of the column split, or 'all' (default: test if there is one, else all)")
    private @Nullable String split;

    @Option(
            names = "--noise",
            paramLabel = "RATE",
            description =
                    "misspell this share of the syllables first, drop endings, merge words, as a recogniser might")
    private double noise;

    @Option(
            names = "--coverage",
            description = "show how errors fall when the least sure verdicts are left out (always in --json, --html)")
    private boolean isCoverageAsked;

    @Option(names = "--json", description = "one JSON object per model on stdout")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a self-contained report of the first model as well")
    private @Nullable Path html;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Problem problem = TextProblem.of(spec);
        PrintWriter out = spec.commandLine().getOut();
        Noise heard = new Noise(noise, NOISE_SEED);
        TextFolder folder = TextFolder.open(data, problem);
        if (html != null) {
            WholeFile.require(html);
        }
        boolean isFirst = true;
        for (String model : models) {
            try (Bars bars = new Bars(spec.commandLine().getErr())) {
                ModelPackage measured = Calls.model(ModelStore.standard(), problem, model);
                String on = split != null ? split : folder.splitToMeasure();
                EvaluationReport report = Calls.evaluate(measured, folder, on, heard, bars);
                CallFigures figures = problem.equals(Problem.CALL) ? Calls.figures(measured, folder, on, heard) : null;
                bars.close();
                out.print(json ? json(report, figures) : text(report, figures));
                out.flush();
                if (html != null && isFirst) {
                    WholeFile.write(html, report.toHtml().getBytes(StandardCharsets.UTF_8));
                }
            }
            isFirst = false;
        }
        return ExitCode.DONE;
    }

    private static String json(EvaluationReport report, @Nullable CallFigures figures) {
        ObjectNode object = report.toJson();
        if (figures != null) {
            figures.addTo(object);
        }
        return object + "\n";
    }

    private String text(EvaluationReport report, @Nullable CallFigures figures) {
        return report.toText()
                + (isCoverageAsked ? "\n" + report.coverage().toText() : "")
                + (figures == null ? "" : "\n" + figures.toText());
    }
}
