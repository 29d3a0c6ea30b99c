package io.haechi.bench;

import io.haechi.audio.Resampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One minute of one channel to 16 kHz: milliseconds per minute of sound. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ResamplerBenchmark {
    /** Rate of the sound before, in hertz. */
    @Param({"8000", "44100", "48000"})
    public int fromRate;

    private float[] samples = new float[0];

    /** Synthesises the sound at its rate. */
    @Setup
    public void synthesise() {
        samples = SpokenLike.mono(60, fromRate, 1).channels()[0];
    }

    /** The whole minute at once. */
    @Benchmark
    public float[] to16k() {
        return Resampler.resample(samples, fromRate, 16_000);
    }
}
