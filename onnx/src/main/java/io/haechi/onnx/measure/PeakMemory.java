package io.haechi.onnx.measure;

import io.haechi.onnx.ModelFile;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.sample.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How much memory loading and running a model takes at its peak.
 *
 * <p>Measured in fresh processes, by how far the resident memory rises from just before the model is loaded until it has run
 * three times: a process that has run models before has memory to reuse, and nothing would be seen. Native memory counts,
 * which the Java heap does not show; the heap is resident before the count begins and adds nothing. One process differs from
 * the next by some megabytes, so the median of three is given. Linux only.
 */
public final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final int PROCESSES = 3;
    private static final int RUNS = 3;
    private static final int LIMIT_SECONDS = 120;
    /** The heap of the other process beside what it needs to hold the model's file and parse it. */
    private static final long SMALLEST_HEAP = 48L << 20;

    private PeakMemory() {}

    /**
     * Bytes that the model takes; empty where the system does not tell, or the other processes could not be run.
     *
     * @param model the ONNX file
     * @param inputs what it is run on, by the names of its inputs
     */
    public static OptionalLong of(byte[] model, Map<String, Tensor> inputs) throws InterruptedException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            Path folder = Files.createTempDirectory("haechi-memory");
            try {
                Files.write(folder.resolve("model.onnx"), model);
                List<String> command = command(folder, write(folder, inputs), model.length);
                List<Long> measured = new ArrayList<>();
                for (int i = 0; i < PROCESSES; i++) {
                    if (!run(command)) {
                        return OptionalLong.empty();
                    }
                    measured.add(Long.parseLong(Files.readString(folder.resolve("bytes"))));
                }
                return OptionalLong.of(measured.stream().sorted().toList().get(PROCESSES / 2));
            } finally {
                delete(folder);
            }
        } catch (IOException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** Writes each input to a file of its number; the names in order. */
    private static List<String> write(Path folder, Map<String, Tensor> inputs) throws IOException {
        List<String> names = List.copyOf(inputs.keySet());
        for (int i = 0; i < names.size(); i++) {
            Tensor input = inputs.get(names.get(i));
            if (input != null) {
                NpyFile.write(folder.resolve(i + ".npy"), input);
            }
        }
        return names;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static List<String> command(Path folder, List<String> names, int modelBytes) {
        String natives = System.getProperty("onnxruntime.native.path", "");
        String heap = Long.toString(SMALLEST_HEAP + 4L * modelBytes);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                natives.isEmpty() ? "-Dhaechi.natives=bundled" : "-Donnxruntime.native.path=" + natives,
                "-cp",
                System.getProperty("java.class.path"),
                PeakMemory.class.getName(),
                folder.toString()));
        command.addAll(names);
        return command;
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        Process process = builder.start();
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other process: the folder with the model and its inputs, and the inputs' names. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
        Map<String, Tensor> inputs = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            inputs.put(arguments[i], NpyFile.read(folder.resolve(i - 1 + ".npy")));
        }
        // Once before the count, so that the classes are loaded and the runtime is there.
        ModelFile.check(model);
        OnnxRunner.version();
        System.gc();
        long before = bytes("VmRSS:");
        Files.writeString(RESET, "5");
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            for (int i = 0; i < RUNS; i++) {
                runner.run(inputs);
            }
        }
        Files.writeString(folder.resolve("bytes"), Long.toString(Math.max(0, bytes("VmHWM:") - before)));
    }

    private static long bytes(String key) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(STATUS + " has no " + key));
    }
}
