package io.haechi.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A child process that does the same work with the usual Python libraries on one thread. It stays alive between rounds,
 * so that rounds can be interleaved, and times each one itself, so that neither its start nor the pipe counts.
 */
final class PythonReference implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MINUTES = 10;
    private static final List<String> THREAD_VARIABLES = List.of(
            "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "NUMEXPR_NUM_THREADS");

    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;
    private final String name;
    private final JsonNode first;

    private PythonReference(String python, List<String> task) throws MissingReferenceException {
        List<String> command = new ArrayList<>(List.of(python, "-c", script()));
        command.addAll(task);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        THREAD_VARIABLES.forEach(variable -> builder.environment().put(variable, "1"));
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new MissingReferenceException("Compared without Python, which is not there as \"" + python
                    + "\": install Python 3 with librosa and onnxruntime and put it on the path, or name it in "
                    + BenchOptions.PYTHON_VARIABLE + ".");
        }
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.name = ready(python, task.getFirst());
        this.first = attempt(python, task.getFirst(), this::round);
    }

    /**
     * Starts a task, waits until its libraries are loaded, and has it done once.
     *
     * @param task its name and arguments as reference.py takes them
     * @throws MissingReferenceException if there is no such Python, it lacks a module, or it fails at the task
     */
    static PythonReference start(String python, List<String> task) throws MissingReferenceException {
        return new PythonReference(python, task);
    }

    private String ready(String python, String task) throws MissingReferenceException {
        JsonNode greeting = attempt(python, task, this::answer);
        if (greeting.has("ready")) {
            return greeting.get("ready").asText();
        }
        close();
        String module = greeting.path("missing").asText();
        throw new MissingReferenceException("Compared without " + module + ", which this Python lacks: get it with '"
                + python + " -m pip install " + module + "', or name a Python that has it in "
                + BenchOptions.PYTHON_VARIABLE + ".");
    }

    private JsonNode attempt(String python, String task, Supplier<JsonNode> step) throws MissingReferenceException {
        try {
            return step.get();
        } catch (IllegalStateException e) {
            close();
            throw new MissingReferenceException("Compared without Python: \"" + python + "\" does not do the task "
                    + task + " (" + e.getMessage() + "); name a Python 3 in " + BenchOptions.PYTHON_VARIABLE + ".");
        }
    }

    /** What it said of the round that was done on starting, so that its answer can be compared with ours. */
    JsonNode first() {
        return first;
    }

    /** Library and version. */
    String name() {
        return name;
    }

    /** As a contender whose rounds the child times itself. */
    Contender contender() {
        return new Contender(name + ", 1 thread", true, () -> seconds(round()));
    }

    private JsonNode round() {
        try {
            requests.write("go\n");
            requests.flush();
        } catch (IOException e) {
            throw new IllegalStateException("it ended before its work was done", e);
        }
        return answer();
    }

    private static double[] seconds(JsonNode answer) {
        double[] seconds = new double[answer.path("seconds").size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = answer.path("seconds").get(i).asDouble();
        }
        return seconds;
    }

    private JsonNode answer() {
        CompletableFuture<Boolean> alarm = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, PATIENCE_MINUTES, TimeUnit.MINUTES)
                .whenComplete((isLate, _) -> {
                    if (Boolean.TRUE.equals(isLate)) {
                        process.destroyForcibly();
                    }
                });
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("it ended without an answer");
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("failed")) {
                throw new IllegalStateException(answer.get("failed").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("it gave no proper answer", e);
        } finally {
            alarm.complete(false);
        }
    }

    private static String script() {
        try (InputStream in =
                Objects.requireNonNull(PythonReference.class.getResourceAsStream("reference.py"), "reference.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
