package io.haechi.audio.augment;

import io.haechi.audio.features.LinearPrediction;
import java.util.random.RandomGenerator;

/**
 * The classic vocoder: each stretch of the voice becomes an all-pole filter, a loudness and a pitch; a pulse train (or
 * noise, or both) with that loudness is sent through the filter. Filters glide from frame to frame as reflection
 * coefficients, so that they stay stable.
 *
 * @param order of the predictor
 * @param hop samples from frame to frame
 * @param breath share of noise in the excitation of voiced stretches, 0 to 1
 * @param pitchFactor what the period is multiplied by; 1 keeps the pitch
 * @param isFlat whether the pitch is held at its mean, as in a monotone
 */
record SourceFilter(int order, int hop, double breath, double pitchFactor, boolean isFlat) {
    private static final double EMPHASIS = 0.95;

    static SourceFilter draw(RandomGenerator random) {
        return new SourceFilter(
                Range.drawInt(16, 30, random),
                Range.drawInt(60, 200, random),
                Range.draw(0.02, 0.4, random),
                random.nextDouble() < 0.3 ? Range.draw(0.85, 1.18, random) : 1,
                random.nextDouble() < 0.15);
    }

    float[] apply(float[] samples, RandomGenerator random) {
        PitchTrack pitch = new PitchTrack(samples);
        double monotone = isFlat ? meanPeriod(pitch, samples.length) : 0;
        double[] emphasised = emphasised(samples);
        LinearPrediction.Lattice filter = new LinearPrediction.Lattice(order);
        float[] result = new float[samples.length];
        double[] before = new double[order];
        double[] now = new double[order];
        double last = 0;
        double phase = 0;
        for (int start = 0; start < result.length; start += hop) {
            double[] frame = frame(emphasised, start + hop / 2);
            double[] lags = LinearPrediction.autocorrelation(frame, order);
            double[] next = LinearPrediction.reflections(lags);
            double loudness = Math.sqrt(residualPower(lags[0], next) / frame.length * 8 / 3);
            for (int i = start; i < Math.min(start + hop, result.length); i++) {
                glide(before, next, (i - start + 1.0) / hop, now);
                double period = pitch.period(i);
                double excitation = random.nextGaussian();
                if (period > 0) {
                    period = pitchFactor * (isFlat ? monotone : period);
                    phase += 1 / period;
                    double pulse = phase >= 1 ? Math.sqrt(period) : 0;
                    phase -= Math.floor(phase);
                    excitation = Math.sqrt(1 - breath) * pulse + Math.sqrt(breath) * excitation;
                }
                last = filter.synthesise(loudness * excitation, now) + EMPHASIS * last;
                result[i] = (float) last;
            }
            before = next;
        }
        return result;
    }

    private static double meanPeriod(PitchTrack pitch, int length) {
        double sum = 0;
        int voiced = 0;
        for (int i = 0; i < length; i += PitchTrack.HOP) {
            double period = pitch.period(i);
            sum += period;
            voiced += period > 0 ? 1 : 0;
        }
        return voiced == 0 ? 128 : sum / voiced;
    }

    private static double[] emphasised(float[] samples) {
        double[] result = new double[samples.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = samples[i] - (i == 0 ? 0 : EMPHASIS * samples[i - 1]);
        }
        return result;
    }

    /** 25 ms around a sample under Hann's window. */
    private static double[] frame(double[] samples, int centre) {
        double[] frame = new double[400];
        for (int i = 0; i < frame.length; i++) {
            int at = centre - frame.length / 2 + i;
            if (at >= 0 && at < samples.length) {
                frame[i] = samples[at] * (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / frame.length));
            }
        }
        return frame;
    }

    private static double residualPower(double power, double[] reflections) {
        double rest = power;
        for (double k : reflections) {
            rest *= 1 - k * k;
        }
        return rest;
    }

    private static void glide(double[] before, double[] next, double share, double[] now) {
        for (int i = 0; i < now.length; i++) {
            now[i] = before[i] + share * (next[i] - before[i]);
        }
    }
}
