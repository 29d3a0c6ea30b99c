package io.haechi.bench;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import io.haechi.audio.features.MelFilters;
import io.haechi.audio.features.Mfcc;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jtransforms.fft.DoubleFFT_1D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Front ends on ten seconds of noise on one core, beside the same log-mel written around JTransforms. The score is
 * operations per second; times ten it is how many times faster than real time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FrontEndBenchmark {
    private static final int SECONDS = 10;
    private static final FrameOptions OPTIONS = FrameOptions.SPEECH;

    private final float[] sound = new float[SECONDS * OPTIONS.sampleRate()];
    private final LogMel logMel = new LogMel(OPTIONS, 128);
    private final Mfcc mfcc = new Mfcc(OPTIONS, 100, 128, true, true);
    private final float[] picture = new float[mfcc.bands() * OPTIONS.frames(sound.length)];
    private final JTransformsLogMel rival = new JTransformsLogMel();

    /** Fills the sound with seeded noise. */
    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (0.1 * random.nextGaussian());
        }
    }

    /** Our log-mel spectrum of 128 bands. */
    @Benchmark
    public float[] logMel() {
        logMel.apply(sound, 0, sound.length, picture, 0);
        return picture;
    }

    /** Our 100 cepstral coefficients with slopes and curvatures. */
    @Benchmark
    public float[] mfcc() {
        mfcc.apply(sound, 0, sound.length, picture, 0);
        return picture;
    }

    /** The log-mel spectrum one frame at a time with JTransforms' real transform and the library's logarithm. */
    @Benchmark
    public float[] logMelByJTransforms() {
        rival.apply(sound, picture);
        return picture;
    }

    /** What one would write with JTransforms: the same filters and conventions. */
    static final class JTransformsLogMel {
        private final DoubleFFT_1D fft = new DoubleFFT_1D(OPTIONS.windowLength());
        private final MelFilters filters = new MelFilters(OPTIONS.sampleRate(), OPTIONS.windowLength(), 128);
        private final double[] window = new double[OPTIONS.windowLength()];
        private final double[] frame = new double[OPTIONS.windowLength()];
        private final double[] power = new double[OPTIONS.bins()];

        JTransformsLogMel() {
            for (int i = 0; i < window.length; i++) {
                window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length);
            }
        }

        void apply(float[] samples, float[] into) {
            int frames = OPTIONS.frames(samples.length);
            for (int t = 0; t < frames; t++) {
                spectrum(samples, t * OPTIONS.hopLength() - window.length / 2);
                for (int band = 0; band < filters.bands(); band++) {
                    double sum = 0;
                    for (int i = 0; i < filters.count(band); i++) {
                        sum += filters.weight(band, i) * power[filters.first(band) + i];
                    }
                    into[band * frames + t] = (float) (10 * Math.log10(Math.max(1e-10, sum)));
                }
            }
        }

        private void spectrum(float[] samples, int start) {
            for (int i = 0; i < frame.length; i++) {
                int at = start + i;
                frame[i] = at >= 0 && at < samples.length ? window[i] * samples[at] : 0;
            }
            fft.realForward(frame);
            power[0] = frame[0] * frame[0];
            power[power.length - 1] = frame[1] * frame[1];
            for (int k = 1; k < power.length - 1; k++) {
                power[k] = frame[2 * k] * frame[2 * k] + frame[2 * k + 1] * frame[2 * k + 1];
            }
        }
    }
}
