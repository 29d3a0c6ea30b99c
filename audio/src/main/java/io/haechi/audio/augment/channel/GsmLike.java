package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Range;
import io.haechi.audio.features.LinearPrediction;
import java.util.random.RandomGenerator;

/**
 * A mobile phone of the first digital generation, in the manner of GSM 06.10 though not to its bits: at 8 kHz and per
 * 20 ms a predictor of order 8 with quantised log-area ratios; per 5 ms a long-term predictor and, of what it leaves,
 * every third sample of the best of three phases, coded in a few bits relative to the largest.
 *
 * @param minBits least bits for each coded sample, 2 or more; GSM has 3
 * @param maxBits greatest, {@code minBits} to 8
 * @see <a href="https://www.etsi.org/deliver/etsi_gts/06/0610/">ETSI GSM 06.10, Full rate speech transcoding</a>
 */
public record GsmLike(int minBits, int maxBits) implements Augmentation {
    private static final int FRAME = 160;
    private static final int SUBFRAME = 40;
    private static final int ORDER = 8;
    private static final int LEAST_LAG = 40;
    private static final int MOST_LAG = 120;
    private static final int GRID = 3;
    private static final double EMPHASIS = 0.86;
    private static final double AREA_STEP = 0.1;
    private static final double[] GAINS = {0, 0.1, 0.35, 0.65, 1};

    public GsmLike {
        Range.check("Bits of a coded sample", minBits, maxBits, 2, 8);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        int bits = Range.drawInt(minBits, maxBits, random);
        float[] narrow = TelephoneRate.down(samples);
        float[] coded = new Codec(bits).run(narrow);
        return TelephoneRate.up(coded, samples.length);
    }

    /** Coder and decoder in one, since both follow the same decoded residual. */
    private static final class Codec {
        private final int levels;
        private final LinearPrediction.Lattice analysis = new LinearPrediction.Lattice(ORDER);
        private final LinearPrediction.Lattice synthesis = new LinearPrediction.Lattice(ORDER);
        /** The decoded residual: the last {@link #MOST_LAG} samples, then the subframe at work. */
        private final double[] decoded = new double[MOST_LAG + SUBFRAME];

        private double lastIn;
        private double lastOut;

        Codec(int bits) {
            this.levels = (1 << bits) / 2;
        }

        float[] run(float[] input) {
            float[] output = new float[input.length];
            double[] frame = new double[FRAME];
            for (int start = 0; start < input.length; start += FRAME) {
                for (int i = 0; i < FRAME; i++) {
                    double x = start + i < input.length ? input[start + i] : 0;
                    frame[i] = x - EMPHASIS * lastIn;
                    lastIn = x;
                }
                double[] reflections =
                        quantised(LinearPrediction.reflections(LinearPrediction.autocorrelation(frame, ORDER)));
                for (int sub = 0; sub < FRAME; sub += SUBFRAME) {
                    code(frame, sub, reflections, output, start + sub);
                }
            }
            return output;
        }

        private void code(double[] frame, int offset, double[] reflections, float[] output, int at) {
            double[] residual = new double[SUBFRAME];
            for (int i = 0; i < SUBFRAME; i++) {
                residual[i] = analysis.analyse(frame[offset + i], reflections);
            }
            double[] predicted = longTerm(residual);
            double[] rest = new double[SUBFRAME];
            for (int i = 0; i < SUBFRAME; i++) {
                rest[i] = residual[i] - predicted[i];
            }
            double[] pulses = pulses(rest);
            for (int i = 0; i < SUBFRAME; i++) {
                double excitation = predicted[i] + pulses[i];
                decoded[MOST_LAG + i] = excitation;
                lastOut = synthesis.synthesise(excitation, reflections) + EMPHASIS * lastOut;
                if (at + i < output.length) {
                    output[at + i] = (float) lastOut;
                }
            }
            System.arraycopy(decoded, SUBFRAME, decoded, 0, MOST_LAG);
        }

        /** The earlier stretch of decoded residual that is most alike, times a quantised gain. */
        private double[] longTerm(double[] residual) {
            int bestLag = LEAST_LAG;
            double best = 0;
            double bestGain = 0;
            for (int lag = LEAST_LAG; lag <= MOST_LAG; lag++) {
                double product = 0;
                double energy = 1e-12;
                for (int i = 0; i < SUBFRAME; i++) {
                    double past = decoded[MOST_LAG - lag + i];
                    product += residual[i] * past;
                    energy += past * past;
                }
                if (product > 0 && product * product / energy > best) {
                    best = product * product / energy;
                    bestLag = lag;
                    bestGain = product / energy;
                }
            }
            double gain = nearest(bestGain);
            double[] predicted = new double[SUBFRAME];
            for (int i = 0; i < SUBFRAME; i++) {
                predicted[i] = gain * decoded[MOST_LAG - bestLag + i];
            }
            return predicted;
        }

        private static double nearest(double gain) {
            double best = GAINS[0];
            for (double candidate : GAINS) {
                best = Math.abs(candidate - gain) < Math.abs(best - gain) ? candidate : best;
            }
            return best;
        }

        /** Every third sample, of the phase with most energy, quantised relative to the largest; zeros between. */
        private double[] pulses(double[] rest) {
            int bestPhase = 0;
            double best = -1;
            for (int phase = 0; phase < GRID; phase++) {
                double energy = 0;
                for (int i = phase; i < SUBFRAME; i += GRID) {
                    energy += rest[i] * rest[i];
                }
                if (energy > best) {
                    best = energy;
                    bestPhase = phase;
                }
            }
            double largest = 0;
            for (int i = bestPhase; i < SUBFRAME; i += GRID) {
                largest = Math.max(largest, Math.abs(rest[i]));
            }
            double[] pulses = new double[SUBFRAME];
            for (int i = bestPhase; i < SUBFRAME && largest > 0; i += GRID) {
                double level = Math.clamp(Math.floor(rest[i] / largest * levels) + 0.5, -levels + 0.5, levels - 0.5);
                pulses[i] = level / levels * largest;
            }
            return pulses;
        }

        private static double[] quantised(double[] reflections) {
            double[] result = new double[reflections.length];
            for (int i = 0; i < result.length; i++) {
                double area = Math.log((1 + reflections[i]) / (1 - reflections[i]));
                area = AREA_STEP * Math.round(Math.clamp(area, -5.0, 5.0) / AREA_STEP);
                result[i] = Math.tanh(area / 2);
            }
            return result;
        }
    }
}
