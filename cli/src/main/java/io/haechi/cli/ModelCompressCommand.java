package io.haechi.cli;

import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.compress.trial.Agreement;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Decision;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.platform.Target;
import io.haechi.onnx.platform.TargetFit;
import io.haechi.onnx.sample.Samples;
import io.haechi.voice.Retraining;
import io.haechi.voice.Voice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model compress voice-simple-cnn --data recordings/",
            "  haechi model compress voice-simple-cnn --method int8 --data recordings/ --budget-accuracy 0.5pp",
            "  haechi model compress voice-bilstm --method dynamic --data recordings/ --budget-latency 1.2x",
            "  haechi model compress voice-simple-cnn --method qat --data recordings/ --epochs 8",
            "  haechi model compress voice-simple-cnn --method prune --share 50 --schedule gradual --epochs 12 --data recordings/",
            "  haechi model compress voice-simple-cnn --method prune --share 60 --unstructured --data recordings/",
            "  haechi model compress any.onnx --method int8 --samples inputs.npy --out small.onnx",
            "  haechi model compress vad.onnx --samples input=frames.npy --samples state=states.npy --fix sr=16000",
            ""
        },
        description = {
            "Make a model smaller and faster, measure every result beside the original, and keep the smallest inside the budget",
            "(or one of about its size that is faster). What is not better is refused with the reason; if nothing is better,",
            "nothing is written and the exit code is 5.",
            "A package needs --data (labelled recordings); a plain .onnx file needs --samples, and its score is how often it",
            "decides like the original.",
            "qat (at a tenth of the rate) and prune with --epochs (at the whole rate) train the package on by its recipe, and",
            "choose its threshold anew on the split valid. Checkpoints stand in OUT.training; --resume goes on from them."
        })
final class ModelCompressCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "package by id or path, or a file ending in .onnx")
    private String model = "";

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "auto, simplify, fp16, dynamic, int8, prune or qat (default: auto, all but qat, without training)")
    private String method = "auto";

    @Option(names = "--data", paramLabel = "DIR", description = "labelled recordings, for a package")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "on which accuracy is measured (default: valid if there is one, else all)")
    private @Nullable String split;

    @Mixin
    private SampleFiles samples = new SampleFiles();

    @Option(
            names = "--decision",
            paramLabel = "NAME",
            description =
                    "what a plain .onnx file's first output decides: largest, sign, half or close (default: looked up"
                            + " in the original's answers)")
    private @Nullable String decision;

    @Mixin
    private BudgetOptions budget = new BudgetOptions();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "cpu, android or tensorrt: lists what falls back there (default: cpu)")
    private String target = "cpu";

    @Option(
            names = "--keep",
            paramLabel = "LAYER",
            description = "name or operator type of a layer that stays as it is, or a tensor it makes; may be repeated")
    private List<String> keep = List.of();

    @Mixin
    private PruneOptions prune = new PruneOptions();

    @Mixin
    private RetrainOptions retrain = new RetrainOptions();

    @Option(names = "--threads", paramLabel = "N", description = "threads of one run while timing (default: 1)")
    private int threads = 1;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = "package folder, or file to which .onnx is added, to write; what stood there is replaced"
                    + " (default: haechi-out/NAME-METHOD)")
    private @Nullable Path out;

    @Option(names = "--json", description = "the report as one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        // Before any file is read: a misspelt option should not cost minutes.
        options(LayerChoice.ALL);
        decision();
        return isPlainFile() ? plainFile() : voicePackage();
    }

    private boolean isPlainFile() {
        return model.endsWith(".onnx");
    }

    private int plainFile() {
        if (data != null || split != null) {
            throw usage("--data and --split go with a package; a plain .onnx file is judged on --samples.");
        }
        SampleFiles.Subject subject = samples.read(spec.commandLine(), Path.of(model));
        CompressionOptions options = options(layers(subject.graph()));
        byte[] original = subject.model();
        Decision chosen = decision();
        Agreement agreement = chosen == null
                ? new Agreement(original, subject.tests())
                : new Agreement(original, subject.tests(), chosen);
        Compression compression = new Compression(original, subject.calibration(), subject.tests(), agreement, options);
        String note = "agreement: " + agreement.decision().sentence() + ", on "
                + subject.tests().size() + " " + subject.origin()
                + (Samples.areAlike(subject.calibration())
                        ? "; the samples are all the same: what is measured on them says nothing about others"
                        : "");
        String name = String.valueOf(Path.of(model).getFileName());
        return finish(
                name.substring(0, name.length() - ".onnx".length()),
                compression.run(method()),
                note,
                options,
                (trial, place) -> {
                    Path file = Path.of(place.toString().endsWith(".onnx") ? place.toString() : place + ".onnx");
                    WholeFile.write(file, trial.model());
                    return new CompressionReport.Written(file.toString(), null, null);
                });
    }

    private int voicePackage() {
        if (data == null) {
            throw usage("A package needs --data: recordings to measure ranges and accuracy on.");
        }
        if (samples.areAnyGiven() || decision != null) {
            throw usage("--samples, --test-samples, --fix and --decision go with a plain .onnx file;"
                    + " a package is judged on --data.");
        }
        ModelPackage parent = Voice.model(ModelStore.standard(), model);
        DataFolder folder = DataFolder.open(data, Problem.VOICE);
        String chosen = split != null ? split : folder.splits().contains("valid") ? "valid" : "all";
        CompressionOptions options =
                options(parent.has("model.onnx") ? layers(Graph.read(parent.file("model.onnx"))) : LayerChoice.ALL);
        Path place = place(parent.id(), method());
        Retraining retraining = wellUsed(() -> retrain.retraining(method(), parent, place));
        if (retraining != null) {
            ModelPackage.requireReplaceable(place);
        }
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            Compression.Outcome outcome = Voice.compress(parent, method(), folder, chosen, options, retraining, bars);
            return finish(parent.id(), outcome, null, options, (trial, where) -> {
                ModelPackage made = Voice.publish(parent, trial, folder, retraining, where, bars);
                return new CompressionReport.Written(where.toString(), made.id(), made.sha256());
            });
        }
    }

    private Path place(String name, Method how) {
        return out != null ? out : Path.of("haechi-out", name + "-" + how.word());
    }

    /** Writes what was chosen and says where. */
    @FunctionalInterface
    private interface Publisher {
        CompressionReport.Written publish(Trial trial, Path place);
    }

    private int finish(
            String name,
            Compression.Outcome outcome,
            @Nullable String note,
            CompressionOptions options,
            Publisher publisher) {
        PrintWriter stdout = spec.commandLine().getOut();
        @Nullable
        TargetFit fit = outcome.chosen()
                .filter(_ -> options.target() != Target.CPU)
                .map(trial -> TargetFit.of(Graph.read(trial.model()), options.target()))
                .orElse(null);
        CompressionReport.@Nullable Written written = outcome.chosen()
                .map(trial -> publisher.publish(trial, place(name, trial.method())))
                .orElse(null);
        CompressionReport report =
                new CompressionReport(name, outcome, note, options.budget().pointsLost(), fit, written, threads);
        stdout.print(json ? CompressionJson.of(report) + "\n" : report.text());
        if (written == null) {
            spec.commandLine().getErr().println("haechi: " + report.verdict());
        }
        return written == null ? ExitCode.MODEL : ExitCode.DONE;
    }

    private Method method() {
        return Method.named(method);
    }

    private @Nullable Decision decision() {
        return decision == null ? null : wellUsed(() -> Decision.named(String.valueOf(decision)));
    }

    private CompressionOptions options(LayerChoice layers) {
        return wellUsed(() -> {
            Pruning pruning = prune.pruning(method());
            retrain.check(method(), pruning, isPlainFile());
            return new CompressionOptions(
                    budget.budget(),
                    Target.named(target),
                    layers,
                    pruning,
                    threads,
                    CompressionOptions.STANDARD.rounds());
        });
    }

    /** What is kept out, among the layers that are left once the model is folded: before anything is measured. */
    private LayerChoice layers(Graph graph) {
        return wellUsed(() -> keep.isEmpty()
                ? LayerChoice.ALL
                : LayerChoice.keeping(Simplify.widening().apply(graph), keep));
    }

    /** What is refused among the options' values is wrong use. */
    private <T extends @Nullable Object> T wellUsed(Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() + ".");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
