package io.haechi.cli;

import io.haechi.audio.SoundFile;
import io.haechi.call.speech.Speech;
import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.onnx.OnnxRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = {"Examples:", "  haechi doctor", ""},
        description =
                "What Haechi runs on, which models it has, what is missing and how to get it. Exits with 1 if something needed is missing.")
final class DoctorCommand implements Callable<Integer> {
    /** Instruction sets that the runtime's kernels are chosen by. */
    private static final List<String> TELLING_FLAGS = List.of(
            "sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "asimd", "asimddp");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private boolean isHealthy = true;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("haechi        " + Build.version());
        out.println("java          " + System.getProperty("java.vm.vendor") + " " + Runtime.version());
        out.println("system        " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB of heap at most");
        out.println("cpu           " + cpu());
        line(
                out,
                "onnx runtime",
                OnnxRunner::version,
                "reinstall the onnxruntime artefact; this platform may lack one");
        line(
                out,
                "decoder",
                SoundFile::decoder,
                "only plain WAV can be read without it; it comes with the ffmpeg artefact for linux-x86_64");
        optional(
                out,
                "training",
                DoctorCommand::pytorch,
                "fit needs PyTorch's natives for this platform (pytorch-native-cpu); everything else works without");
        optional(out, "speech model", DoctorCommand::speech, Speech.HOW_TO_GET_ONE);
        models(out);
        return isHealthy ? ExitCode.DONE : ExitCode.OUR_FAILURE;
    }

    @FunctionalInterface
    private interface Probe {
        String look() throws Exception;
    }

    private void line(PrintWriter out, String what, Probe probe, String remedy) {
        isHealthy &= optional(out, what, probe, remedy);
    }

    private static boolean optional(PrintWriter out, String what, Probe probe, String remedy) {
        try {
            out.printf(Locale.ROOT, "%-13s %s%n", what, probe.look());
            return true;
        } catch (Exception | LinkageError e) {
            out.printf(Locale.ROOT, "%-13s missing (%s): %s%n", what, e.getMessage(), remedy);
            return false;
        }
    }

    private void models(PrintWriter out) {
        ModelStore store = ModelStore.standard();
        out.println("models        own ones are looked for in " + store.folders());
        for (String id : store.ids()) {
            try {
                ModelPackage found = store.find(id);
                out.printf(Locale.ROOT, "  %-22s %8.1f kB  %s%n", id, found.sizeBytes() / 1e3, found.sha256());
            } catch (ModelException e) {
                isHealthy = false;
                out.println("  " + e.getMessage());
            }
        }
        if (store.ids().isEmpty()) {
            isHealthy = false;
            out.println("  none; reinstall, or fit one with 'haechi voice fit'");
        }
    }

    static String cpu() {
        try {
            String name = "unknown";
            Set<String> flags = new TreeSet<>();
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                int colon = line.indexOf(':');
                if (line.startsWith("model name")) {
                    name = line.substring(colon + 1).strip();
                } else if (line.startsWith("flags") || line.startsWith("Features")) {
                    flags.addAll(Arrays.asList(line.substring(colon + 1).strip().split(" ")));
                }
            }
            flags.retainAll(TELLING_FLAGS);
            return name + " (" + String.join(" ", flags) + ")";
        } catch (IOException e) {
            return System.getProperty("os.arch") + " (flags unknown on this system)";
        }
    }

    private static String speech() throws IOException {
        if (!Speech.isInstalled(ModelStore.standard())) {
            throw new IOException("recordings are judged by their voices alone");
        }
        return Speech.DEFAULT_MODEL;
    }

    private static String pytorch() throws IOException {
        URL properties = DoctorCommand.class.getResource("/native/lib/pytorch.properties");
        if (properties == null) {
            throw new IOException("no natives on the class path");
        }
        try (InputStream in = properties.openStream()) {
            Properties values = new Properties();
            values.load(in);
            return "PyTorch " + values.getProperty("version") + " for " + values.getProperty("classifier");
        }
    }
}
