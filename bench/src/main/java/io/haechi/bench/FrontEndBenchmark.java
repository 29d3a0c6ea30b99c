package io.haechi.bench;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import io.haechi.audio.features.Mfcc;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Pictures of one minute at 16 kHz: milliseconds per minute of sound. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FrontEndBenchmark {
    private final float[] samples =
            SpokenLike.mono(60, FrameOptions.SPEECH.sampleRate(), 1).channels()[0];
    private final LogMel logMel = new LogMel(FrameOptions.SPEECH, 128);
    private final Mfcc mfcc = new Mfcc(FrameOptions.SPEECH, 100, 128, false, false);
    private final JTransformsLogMel reference = new JTransformsLogMel(FrameOptions.SPEECH, 128);
    private final float[] picture = new float[128 * FrameOptions.SPEECH.frames(samples.length)];

    /** Ours, into an array that is there. */
    @Benchmark
    public float[] logMel() {
        logMel.apply(samples, 0, samples.length, picture, 0);
        return picture;
    }

    /** Ours, with the cosine transform behind it. */
    @Benchmark
    public float[] mfcc() {
        mfcc.apply(samples, 0, samples.length, picture, 0);
        return picture;
    }

    /** The same picture with JTransforms. */
    @Benchmark
    public float[] logMelOnJTransforms() {
        return reference.apply(samples);
    }

    /** JTransforms' share of it. */
    @Benchmark
    public double transformsOfJTransforms() {
        return reference.transformsAlone(samples);
    }
}
