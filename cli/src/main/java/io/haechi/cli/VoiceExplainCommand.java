package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Explanation;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
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
            "  haechi voice explain call.m4a",
            "  haechi voice explain --json call.m4a | jq .bands",
            ""
        },
        description = {
            "Say which seconds and which frequency bands a verdict hangs on. Each band is filtered out of the first 20",
            "seconds and the recording judged again; the change in log-odds is the band's effect."
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

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        try (VoiceDetector detector = Voice.load(ModelStore.standard(), model, 1)) {
            Explanation explanation = Voice.explain(detector, file);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(object(explanation));
            } else {
                print(out, explanation);
            }
        }
        return ExitCode.DONE;
    }

    private static ObjectNode object(Explanation explanation) {
        ObjectNode object = explanation.hearing().toJson();
        object.put("explainedChannel", explanation.channel());
        ArrayNode bands = object.putArray("bands");
        explanation
                .bands()
                .forEach(band -> bands.addObject()
                        .put("lowHertz", band.lowHertz())
                        .put("highHertz", band.highHertz())
                        .put("effect", Math.round(band.effect() * 1e4) / 1e4));
        return object;
    }

    private static void print(PrintWriter out, Explanation explanation) {
        out.print(Terminal.standard().lines(explanation.hearing()));
        if (explanation.hearing().verdict().decision() == Decision.UNSURE) {
            out.println("  There is too little to judge, and so nothing to explain.");
            return;
        }
        out.println("  Seconds that sound most synthetic:");
        for (Evidence window : explanation.windows().stream().limit(3).toList()) {
            out.printf(
                    Locale.ROOT,
                    "    %s-%s  %s%n",
                    Terminal.time(window.startSeconds()),
                    Terminal.time(window.endSeconds()),
                    Likelihood.percent(window.probability()));
        }
        out.println("  Bands the verdict hangs on (log-odds with the band minus without it):");
        for (Explanation.BandEffect band : explanation.bands().stream().limit(4).toList()) {
            out.printf(
                    Locale.ROOT,
                    "    %4.0f-%4.0f Hz  %+.2f  speaks for a %s voice%n",
                    band.lowHertz(),
                    band.highHertz(),
                    band.effect(),
                    band.effect() > 0 ? "synthetic" : "human");
        }
    }
}
