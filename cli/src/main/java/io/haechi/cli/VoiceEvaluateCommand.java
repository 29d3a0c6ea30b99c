package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.audio.channel.Condition;
import io.haechi.audio.channel.Conditions;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import io.haechi.voice.VoiceEvaluation;
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
            "  haechi voice evaluate --data recordings/",
            "  haechi voice evaluate --data recordings/ --split test --json | jq .eer",
            "  haechi voice evaluate --data recordings/ --model voice-simple-cnn --html report.html",
            "  haechi voice evaluate --data recordings/ --model champion --model challenger",
            "  haechi voice evaluate --data recordings/ --robustness --coverage",
            "  haechi voice evaluate --data recordings/ --condition opus-8k --condition noise-10",
            ""
        },
        description = {
            "Measure models on labelled recordings: a folder with manifest.csv (path,label,split,source,group), or with two",
            "folders 'real' and 'fake'. An ensemble's members are measured beside it."
        })
final class VoiceEvaluateCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "ID",
            description =
                    "champion, challenger, an id or a path; may be repeated (default: " + ModelWord.CHAMPION + ")")
    private List<String> models = List.of(ModelWord.CHAMPION);

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "labelled recordings")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "a value of the manifest's split column, or 'all' (default: test if there is one, else all)")
    private @Nullable String split;

    @Option(
            names = "--robustness",
            description = {
                "hear every recording once more under each of 17 conditions: telephone and messenger coders, noise, a room,",
                "speed, cuts; figures at the same threshold, and how many verdicts flip"
            })
    private boolean isRobustnessAsked;

    @Option(
            names = "--condition",
            paramLabel = "NAME",
            description = "only this condition instead of all of them; may be repeated")
    private List<String> conditions = List.of();

    @Option(
            names = "--coverage",
            description =
                    "show how errors fall when the least sure verdicts are left out (always in --json and --html)")
    private boolean isCoverageAsked;

    @Option(names = "--json", description = "one JSON object per model on stdout")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "write a self-contained report as well")
    private @Nullable Path html;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<Condition> asked = conditions();
        DataFolder folder = DataFolder.open(data, Problem.VOICE);
        String chosen = split != null ? split : folder.splits().contains("test") ? "test" : "all";
        boolean isComplete = true;
        if (html != null) {
            WholeFile.require(html);
        }
        for (String model : models) {
            try (VoiceDetector detector = Voice.load(ModelStore.standard(), model, 1);
                    Bars bars = new Bars(err)) {
                VoiceEvaluation evaluation = Voice.evaluate(detector, folder, chosen, asked, bars);
                bars.close();
                evaluation.unreadable().forEach(sentence -> err.println("haechi: left out: " + sentence));
                isComplete &= evaluation.unreadable().isEmpty();
                out.print(json ? object(evaluation) + "\n" : text(evaluation.report()));
                out.flush();
                if (html != null) {
                    WholeFile.write(html(model), evaluation.report().toHtml().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return isComplete ? ExitCode.DONE : ExitCode.UNREADABLE;
    }

    /** Those that are named, or all; none if robustness is not asked for. */
    private List<Condition> conditions() {
        if (conditions.isEmpty()) {
            return isRobustnessAsked ? Conditions.MATRIX : List.of();
        }
        return conditions.stream().map(Conditions::named).toList();
    }

    private String text(EvaluationReport report) {
        return isCoverageAsked ? report.toText() + "\n" + report.coverage().toText() : report.toText();
    }

    private static ObjectNode object(VoiceEvaluation evaluation) {
        ObjectNode object = evaluation.report().toJson();
        ArrayNode unreadable = object.putArray("unreadable");
        evaluation.unreadable().forEach(unreadable::add);
        return object;
    }

    /** With several models the report of each but the first has the model's name before the ending. */
    private Path html(String model) {
        Path file = java.util.Objects.requireNonNull(html);
        if (model.equals(models.getFirst())) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        return file.resolveSibling(stem + "-" + Path.of(model).getFileName() + ending);
    }
}
