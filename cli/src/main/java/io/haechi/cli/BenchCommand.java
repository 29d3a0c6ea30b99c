package io.haechi.cli;

import io.haechi.bench.BenchModel;
import io.haechi.bench.BenchOptions;
import io.haechi.bench.BenchReport;
import io.haechi.bench.Benchmarks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi bench",
            "  haechi bench front-end --seconds 300",
            "  haechi bench quantisation --model any.onnx --samples inputs.npy",
            "  haechi bench detect --seconds 600            recording to verdict, beside AASIST on PyTorch",
            "  haechi bench rules --rounds 5                frequent item sets beside pyfim and mlxtend",
            "  haechi bench structure --rounds 20           are groups seen where there are none, or missed?",
            "  haechi bench inference --json | jq '.comparisons[].measurements[0]'",
            ""
        },
        description = {
            "Measure how fast Haechi is on this machine, beside JTransforms, and beside librosa, onnxruntime, PyTorch,",
            "pyfim, mlxtend, scikit-learn and SciPy where python3 (or the Python named in HAECHI_PYTHON) has them.",
            "Best on a machine that does nothing else."
        })
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "front-end, inference, decode, rules, segment, text, all of these, or detect, quantisation,"
                    + " growth or structure, which take minutes (default: ${DEFAULT-VALUE})")
    private String name = Benchmarks.ALL;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "seconds of sound that each round works through (default: ${DEFAULT-VALUE})")
    private double seconds = BenchOptions.standard().seconds();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "rounds that the medians are taken over (default: ${DEFAULT-VALUE})")
    private int rounds = BenchOptions.standard().rounds();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "quantise this .onnx file instead of the shipped and random networks; needs --samples")
    private @Nullable Path model;

    @Mixin
    private SampleFiles samples = new SampleFiles();

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        BenchOptions standard = BenchOptions.standard();
        BenchOptions options = standard.withSeconds(seconds)
                .withRounds(standard.warmUpRounds(), rounds)
                .withModels(models());
        BenchReport report = Benchmarks.run(name, options, talk());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.toJson() + "\n" : report.toText());
        return ExitCode.DONE;
    }

    private List<BenchModel> models() {
        boolean isQuantisation = name.equals(Benchmarks.QUANTISATION);
        if (model == null ? samples.areGiven() : !isQuantisation) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--model and --samples go together, with the benchmark quantisation.");
        }
        if (model == null) {
            return List.of();
        }
        SampleFiles.Subject subject = samples.read(spec.commandLine(), model);
        String file = String.valueOf(model.getFileName());
        return List.of(new BenchModel(file, subject.model(), subject.calibration(), subject.tests()));
    }

    /** On a terminal one line that is overwritten; elsewhere nothing. */
    private Consumer<String> talk() {
        PrintWriter err = spec.commandLine().getErr();
        if (!Terminal.isTerminal()) {
            return _ -> {};
        }
        return line -> {
            err.print("\r\u001b[K" + line);
            err.flush();
        };
    }
}
