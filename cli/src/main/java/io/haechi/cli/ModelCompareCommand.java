package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.PairedBootstrap;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import io.haechi.voice.VoiceEvaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model compare voice-line-vote voice-simple-cnn",
            "  haechi model compare champion challenger --data recordings/ --split test",
            "  haechi model compare champion challenger --data recordings/ --json | jq .differences",
            ""
        },
        description = {
            "Two models side by side: size, hash, what they were made from, and the figures of their cards.",
            "With --data both are measured anew on the same recordings, each at its own threshold, and a paired bootstrap",
            "(95 %% intervals, 1000 resamples, the same ones every time) says whether they differ beyond chance."
        })
final class ModelCompareCommand implements Callable<Integer> {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 20_240_601;

    @Parameters(index = "0", paramLabel = "A", description = "champion, challenger, an id or a path")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "the model to compare it with")
    private String second = "";

    @Option(names = "--data", paramLabel = "DIR", description = "labelled recordings to measure both on")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "a value of the manifest's split column, or 'all' (default: test if there is one, else all)")
    private @Nullable String split;

    @Mixin
    private ModelWord words = new ModelWord();

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        ModelStore store = ModelStore.standard();
        CardTable cards = new CardTable(words.find(store, first), words.find(store, second), first, second);
        PrintWriter out = spec.commandLine().getOut();
        if (data == null) {
            if (split != null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--split says which part of --data to measure on; name the data as well.");
            }
            out.print(json ? cards.object() + "\n" : cards.text());
            return ExitCode.DONE;
        }
        requireVoice(cards.firstPackage());
        Measured measured = measure(store, data, cards);
        if (json) {
            ObjectNode object = cards.object();
            measured.addTo(object);
            out.println(object);
        } else {
            out.print(cards.text() + measured.text());
        }
        return measured.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.UNREADABLE;
    }

    private Measured measure(ModelStore store, Path recordings, CardTable cards) {
        DataFolder folder = DataFolder.open(recordings, Problem.VOICE);
        String chosen = split != null ? split : folder.splits().contains("test") ? "test" : DataFolder.ALL;
        VoiceEvaluation ofFirst = evaluate(store, first, folder, chosen);
        VoiceEvaluation ofSecond = evaluate(store, second, folder, chosen);
        ofFirst.unreadable().forEach(sentence -> spec.commandLine().getErr().println("haechi: left out: " + sentence));
        return new Measured(
                recordings,
                cards.firstName(),
                cards.secondName(),
                ofFirst,
                ofSecond,
                PairedBootstrap.of(
                        ofFirst.report().evaluation(), ofSecond.report().evaluation(), RESAMPLES, SEED));
    }

    private VoiceEvaluation evaluate(ModelStore store, String word, DataFolder folder, String chosen) {
        try (VoiceDetector detector = Voice.load(store, word, 1);
                Bars bars = new Bars(spec.commandLine().getErr())) {
            return Voice.evaluate(detector, folder, chosen, bars);
        }
    }

    private static void requireVoice(ModelPackage found) {
        if (!found.card().problem().equals(Problem.VOICE.name())) {
            throw new IllegalArgumentException(
                    found.id() + ": answers \"" + found.card().problem() + "\"; --data measures voice models only");
        }
    }
}
