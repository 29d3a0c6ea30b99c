package io.haechi.cli;

import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Beginning;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceRecipe;
import java.nio.file.Files;
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
            "  haechi voice fit simple-cnn --data recordings/",
            "  haechi voice fit simple-cnn --data recordings/ --resume     after an interruption",
            "  haechi voice fit my-recipe.yaml --data recordings/ --out models/voice-mine",
            "  haechi voice fit whisper --data recordings/ --trunk model.bin     start with layers that know speech",
            "  haechi voice fit my-int8.yaml --data recordings/ --from voice-simple-cnn     train on, for 8-bit integers",
            ""
        },
        description = {
            "Train a recipe (one of those that come with Haechi, or a YAML file) and write a model package.",
            "The data folder needs the splits 'train' and 'valid'; figures on 'test' go into the card if it is there.",
            "A recipe whose training options have 'quantisation: {startShare: 0, freezeShare: 0.67, momentum: 0.99,"
                    + " weightBits: 8}' makes a model of 8-bit integers.",
            "A checkpoint after every epoch and the training log stand in OUT.training beside the package."
        })
final class VoiceFitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RECIPE",
            description =
                    "simple-cnn, line-cnn, bilstm, vgg19, resnet50, bilstm-512, transformer, whisper, or a vote of models at"
                            + " hand: line-vote, soft-vote, the studies' papers-soft-vote, accuracy-vote, error-rate-vote and"
                            + " learned-vote; or a file ending in .yaml")
    private String recipe = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder with manifest.csv")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the package goes (default: haechi-out/voice-RECIPE)")
    private @Nullable Path out;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "train on from the weights of this package (id or path); same network and front end")
    private @Nullable String from;

    @Option(
            names = "--trunk",
            paramLabel = "FILE",
            description =
                    "start the first layers from a network trained on something else: an .onnx file of VGG-16 for vgg19,"
                            + " model.bin of Whisper base (CTranslate2) for whisper")
    private @Nullable Path trunk;

    @Option(names = "--resume", description = "go on from the last checkpoint, exactly as if nothing had happened")
    private boolean resume;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        VoiceRecipe chosen = Voice.recipe(recipe);
        Path target = out != null ? out : Path.of("haechi-out", "voice-" + chosen.name());
        DataFolder folder = DataFolder.open(data, Problem.VOICE);
        Path parent = target.toAbsolutePath().getParent();
        ModelStore store =
                parent == null ? ModelStore.standard() : ModelStore.standard().with(parent);
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            ModelPackage made = Voice.fit(chosen, folder, beginning(store), target, resume, store, bars);
            spec.commandLine().getOut().println(target + ": " + made.id() + " " + made.sha256());
        }
        return ExitCode.DONE;
    }

    private Beginning beginning(ModelStore store) {
        if (trunk != null && !Files.isRegularFile(trunk)) {
            throw new UnreadableInputException(trunk + ": there is no such file to start the first layers from.");
        }
        if (from != null && trunk != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "A training starts --from a package or with a --trunk, not both.");
        }
        return from != null
                ? new Beginning.FromPackage(store.find(from, Problem.VOICE))
                : trunk != null ? new Beginning.FromTrunk(trunk) : Beginning.RANDOM;
    }
}
