package io.haechi.cli;

import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Voice;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = {"Examples:", "  haechi voice export voice-simple-cnn --out simple-cnn-waveform.onnx", ""},
        description = {
            "Write a single model as one ONNX file that takes a waveform (16 kHz, one window) and gives one logit, front",
            "end included, for use in any language."
        })
final class VoiceExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "champion, challenger, an id or a path; not an ensemble")
    private String model = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the ONNX file to write")
    private Path out = Path.of("");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        WholeFile.require(out);
        ModelPackage source = Voice.model(ModelStore.standard(), model);
        byte[] onnx = Voice.export(source);
        WholeFile.write(out, onnx);
        spec.commandLine().getOut().println(out + ": " + onnx.length + " bytes");
        return ExitCode.DONE;
    }
}
