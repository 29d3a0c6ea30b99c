package io.haechi.bench;

import io.haechi.audio.Sound;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Hearing;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The verdict on 30 s in memory, on one thread: milliseconds per verdict. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class InferenceBenchmark {
    /** Id of a model in the standard store, or the path of a package: {@code -p model=...}. */
    @Param({Voice.DEFAULT_MODEL, "voice-simple-cnn", "voice-bilstm"})
    public String model = Voice.DEFAULT_MODEL;

    private final Sound sound = SpokenLike.mono(30, Voice.SAMPLE_RATE, 1);
    private @Nullable VoiceDetector detector;

    /** Loads the model; fails with its sentence if it is not there. */
    @Setup
    public void load() {
        detector = Voice.load(ModelStore.standard(), model, 1);
    }

    /** Speech detection, front ends, networks and vote. */
    @Benchmark
    public Hearing hear() {
        return Objects.requireNonNull(detector).hear("synthesised", sound);
    }

    /** Frees the runtime's memory. */
    @TearDown
    public void close() {
        Objects.requireNonNull(detector).close();
    }
}
