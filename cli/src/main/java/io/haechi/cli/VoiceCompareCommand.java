package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.ComparisonOptions;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceComparison;
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
        name = "compare",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi voice compare --data recordings/",
            "  haechi voice compare --data recordings/ --model voice-simple-cnn --model voice-bilstm --html compare.html",
            "  haechi voice compare --data recordings/ --subsets --json | jq '.subsets[0].models'",
            ""
        },
        description = {
            "Single models and their ensembles side by side: soft vote, accuracy weights, error-rate weights, learned fusion.",
            "Weights and thresholds (both errors equally frequent) are fitted on one split, every figure is measured on",
            "another; a paired bootstrap says whether error-rate weights beat the others beyond chance."
        })
final class VoiceCompareCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "a single model's id or path; repeat it (default: every single voice model at hand)")
    private List<String> models = List.of();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "labelled recordings")
    private Path data = Path.of("");

    @Option(
            names = "--fit-split",
            paramLabel = "NAME",
            defaultValue = "valid",
            description = "the split that weights and thresholds are fitted on (default: ${DEFAULT-VALUE})")
    private String fitSplit = "valid";

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "the split that everything is measured on (default: ${DEFAULT-VALUE})")
    private String split = "test";

    @Option(names = "--subsets", description = "list every subset of the models too, ranked on the fit split")
    private boolean subsets;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "write a self-contained report as well")
    private @Nullable Path html;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ComparisonOptions options = new ComparisonOptions(fitSplit, split, subsets);
        DataFolder folder = DataFolder.open(data, Problem.VOICE);
        if (html != null) {
            WholeFile.require(html);
        }
        VoiceComparison found;
        try (Bars bars = new Bars(err)) {
            found = Voice.compare(ModelStore.standard(), models, folder, options, bars);
        }
        found.unreadable().forEach(sentence -> err.println("haechi: left out: " + sentence));
        out.print(json ? object(found) + "\n" : found.comparison().toText());
        out.flush();
        if (html != null) {
            WholeFile.write(html, found.comparison().toHtml().getBytes(StandardCharsets.UTF_8));
        }
        return found.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.UNREADABLE;
    }

    private static ObjectNode object(VoiceComparison found) {
        ObjectNode object = found.comparison().toJson();
        ArrayNode unreadable = object.putArray("unreadable");
        found.unreadable().forEach(unreadable::add);
        return object;
    }
}
