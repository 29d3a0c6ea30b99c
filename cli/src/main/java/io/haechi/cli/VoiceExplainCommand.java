package io.haechi.cli;

import io.haechi.core.model.ModelStore;
import io.haechi.voice.Attribution;
import io.haechi.voice.Explanation;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import io.haechi.voice.picture.AttributionPicture;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi voice explain call.m4a",
            "  haechi voice explain call.m4a --svg why.svg --png why.png",
            "  haechi voice explain --json call.m4a | jq .attribution.regions",
            ""
        },
        description = {
            "Say which seconds and which frequencies a verdict hangs on. Bands, and patches of 0.4 s by an eighth of the",
            "mel scale, are taken out and the recording judged again; the change in log-odds is their effect. Of a long",
            "recording, the 10 seconds that speak most for the verdict are explained."
        })
final class VoiceExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a recording")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = ModelWord.CHAMPION,
            description = "champion, challenger, an id or a path (default: ${DEFAULT-VALUE})")
    private String model = ModelWord.CHAMPION;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @Option(names = "--png", paramLabel = "FILE", description = "draw it over the spectrum")
    private @Nullable Path png;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "the same as a drawing that scales, in Korean and English")
    private @Nullable Path svg;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (png != null) {
            WholeFile.require(png);
        }
        if (svg != null) {
            WholeFile.require(svg);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (VoiceDetector detector = Voice.load(ModelStore.standard(), model, 1);
                Bars bars = new Bars(err)) {
            Explanation explanation = Voice.explain(detector, file, bars);
            bars.close();
            out.print(json ? explanation.toJson() + "\n" : ExplanationLines.of(explanation, Terminal.standard()));
            draw(explanation.attribution(), err);
        }
        return ExitCode.DONE;
    }

    private void draw(@Nullable Attribution attribution, PrintWriter err) {
        if (attribution == null) {
            if (png != null || svg != null) {
                err.println("haechi: " + file + ": there is nothing to explain, so nothing was drawn.");
            }
            return;
        }
        if (png != null) {
            WholeFile.write(png, AttributionPicture.png(attribution));
        }
        if (svg != null) {
            String drawing = AttributionPicture.svg(attribution, file.toString());
            WholeFile.write(svg, drawing.getBytes(StandardCharsets.UTF_8));
        }
    }
}
