package io.haechi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One call of {@link Benchmarks#run}: collects comparisons and what was missing, keeps files in a folder of its own. */
final class Session implements AutoCloseable {
    private final BenchOptions options;
    private final Rounds rounds;
    private final Path folder;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();

    Session(BenchOptions options, Consumer<String> talk) {
        this.options = options;
        this.rounds = new Rounds(options, talk);
        try {
            this.folder = Files.createTempDirectory("haechi-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for temporary files can be made", e);
        }
    }

    BenchOptions options() {
        return options;
    }

    /** Where a file of this name may be written; it goes when the session ends. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** A Python at this task, or nothing but a sentence about why not. The caller closes it. */
    Optional<PythonReference> python(Object... task) {
        try {
            List<String> arguments = Stream.of(task).map(Object::toString).toList();
            return Optional.of(PythonReference.start(options.python(), arguments));
        } catch (MissingReferenceException e) {
            missing(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Remembers, once, a sentence about what could not be measured. */
    void missing(String sentence) {
        missing.add(sentence);
    }

    /** Runs the contenders, ours first, for rounds of this many seconds of sound. */
    void compare(String name, String task, double soundSeconds, List<Contender> contenders, List<String> notes) {
        comparisons.add(new Comparison(name, task, rounds.run(name, contenders, soundSeconds), notes, List.of()));
    }

    /** Runs the contenders in interleaved rounds, for a comparison that the caller makes of it. */
    List<Measurement> measure(String name, List<Contender> contenders, double soundSeconds) {
        return rounds.run(name, contenders, soundSeconds);
    }

    void compared(Comparison comparison) {
        comparisons.add(comparison);
    }

    BenchReport report(String command) {
        return new BenchReport(command, Machine.here(), options, comparisons, List.copyOf(missing));
    }

    /** Writes raw 32-bit floats, little-endian. */
    Path write(String name, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return write(name, bytes.array());
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(file(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(file(name) + ": cannot be written", e);
        }
    }

    /** Reads raw 32-bit floats, little-endian. */
    static float[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            float[] values = new float[bytes.length / 4];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /** The largest difference between two answers to the same question. */
    static double difference(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalStateException(
                    "Answers cannot be compared: " + ours.length + " values of ours, " + theirs.length + " of theirs");
        }
        double most = 0;
        for (int i = 0; i < ours.length; i++) {
            most = Math.max(most, Math.abs((double) ours[i] - theirs[i]));
        }
        return most;
    }

    @Override
    public void close() {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": temporary files cannot be deleted", e);
        }
    }
}
