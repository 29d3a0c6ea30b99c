package io.haechi.onnx.measure;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How much memory loading and running a model takes at its peak.
 *
 * <p>Measured in a fresh process, by how far its resident memory rises from just before the model is loaded until it has run
 * three times: a process that has run models before has memory to reuse, and nothing would be seen. Native memory counts, which
 * the Java heap does not show. Linux only.
 */
public final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final int RUNS = 3;
    private static final int LIMIT_SECONDS = 120;

    private PeakMemory() {}

    /**
     * Bytes that the model takes; empty where the system does not tell, or the other process could not be run.
     *
     * @param model the ONNX file
     * @param shapes the sizes of its inputs, all float, by name
     */
    public static OptionalLong of(byte[] model, Map<String, long[]> shapes) throws InterruptedException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            Path folder = Files.createTempDirectory("haechi-memory");
            try {
                Path file = Files.write(folder.resolve("model.onnx"), model);
                Path answer = folder.resolve("bytes");
                return run(command(file, answer, shapes)) && Files.exists(answer)
                        ? OptionalLong.of(Long.parseLong(Files.readString(answer)))
                        : OptionalLong.empty();
            } finally {
                for (String name : List.of("model.onnx", "bytes")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    private static List<String> command(Path file, Path answer, Map<String, long[]> shapes) {
        StringBuilder inputs = new StringBuilder();
        shapes.forEach((name, shape) ->
                inputs.append(name).append('\t').append(Arrays.toString(shape)).append('\n'));
        String natives = System.getProperty("onnxruntime.native.path", "");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                natives.isEmpty() ? "-Dhaechi.natives=bundled" : "-Donnxruntime.native.path=" + natives,
                "-cp",
                System.getProperty("java.class.path"),
                PeakMemory.class.getName(),
                file.toString(),
                answer.toString(),
                inputs.toString());
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

    /** The other process: a model's file, the file to write the bytes to, and a line of name and sizes for each input. */
    public static void main(String[] arguments) throws IOException {
        byte[] model = Files.readAllBytes(Path.of(arguments[0]));
        Map<String, Tensor> inputs = new HashMap<>();
        arguments[2].lines().forEach(line -> {
            String[] cells = line.split("\t");
            long[] shape = Arrays.stream(cells[1].replaceAll("[\\[\\] ]", "").split(","))
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            inputs.put(cells[0], Tensor.of(new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape));
        });
        OnnxRunner.version();
        System.gc();
        long before = bytes("VmRSS:");
        Files.writeString(RESET, "5");
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            for (int i = 0; i < RUNS; i++) {
                runner.run(inputs);
            }
        }
        Files.writeString(Path.of(arguments[1]), Long.toString(Math.max(0, bytes("VmHWM:") - before)));
    }

    private static long bytes(String key) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(STATUS + " has no " + key));
    }
}
