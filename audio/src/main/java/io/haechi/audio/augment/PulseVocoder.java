package io.haechi.audio.augment;

import io.haechi.audio.features.Fft;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A vocoder in the manner of STRAIGHT and WORLD: the spectral envelope is the voice's smoothed cepstrum, and one response
 * of minimum phase, or of zero phase, is laid down for every pitch pulse; without pitch, for every millisecond or so
 * with a random sign, which is noise. Above a drawn frequency voiced sound is noisy too.
 *
 * @param isMinimumPhase whether responses are of minimum phase rather than zero phase
 * @param quefrencies how many cepstral coefficients make the envelope
 * @param noiseFromHertz where voiced sound turns to noise
 * @param pitchFactor what the period is multiplied by; 1 keeps the pitch
 */
record PulseVocoder(boolean isMinimumPhase, int quefrencies, double noiseFromHertz, double pitchFactor) {
    private static final int SIZE = 1024;
    private static final int HOP = 80;
    private static final int NOISE_PERIOD = 8;
    private static final int LANES = 32;
    private static final double FLOOR = 1e-5;
    private static final Fft FFT = new Fft(SIZE);

    static PulseVocoder draw(boolean isMinimumPhase, RandomGenerator random) {
        return new PulseVocoder(
                isMinimumPhase,
                Range.drawInt(30, 70, random),
                Range.draw(2_500, 7_500, random),
                random.nextDouble() < 0.3 ? Range.draw(0.85, 1.18, random) : 1);
    }

    float[] apply(float[] samples, RandomGenerator random) {
        double[] pulses = new double[samples.length];
        double[] noise = new double[samples.length];
        excite(new PitchTrack(samples), pulses, noise, random);
        Stft stft = new Stft(SIZE / 2, HOP, samples.length);
        double[] signal = new double[samples.length];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = samples[i];
        }
        double[][] magnitude = PhaseRecovery.magnitude(stft, signal);
        double[] result = new double[samples.length + 2 * SIZE];
        for (int first = 0; first < stft.frames(); first += LANES) {
            int lanes = Math.min(LANES, stft.frames() - first);
            render(magnitude, first, lanes, pulses, noise, result);
        }
        double[] made = Arrays.copyOfRange(result, SIZE, SIZE + samples.length);
        // A mean of logarithms lies further below harmonics than below noise; this puts the bands right again.
        double[] balanced = PhaseRecovery.balanced(Noise.matchLoudness(made, samples), signal);
        float[] output = new float[samples.length];
        for (int i = 0; i < output.length; i++) {
            output[i] = (float) balanced[i];
        }
        return output;
    }

    /** Pulses of unit power per sample where there is a pitch, random ones where there is none. */
    private void excite(PitchTrack pitch, double[] pulses, double[] noise, RandomGenerator random) {
        double phase = 0;
        for (int i = 0; i < pulses.length; i++) {
            double period = pitchFactor * pitch.period(i);
            noise[i] = i % NOISE_PERIOD == 0 ? Math.sqrt(NOISE_PERIOD) * random.nextGaussian() : 0;
            if (period > 0) {
                phase += 1 / period;
                pulses[i] = phase >= 1 ? Math.sqrt(period) : 0;
                phase -= Math.floor(phase);
            } else {
                pulses[i] = noise[i];
            }
        }
    }

    /** Lays down the responses of these frames. */
    private void render(double[][] magnitude, int first, int lanes, double[] pulses, double[] noise, double[] result) {
        double[][] re = new double[SIZE][LANES];
        double[][] im = new double[SIZE][LANES];
        int half = SIZE / 2;
        for (int k = 0; k < SIZE; k++) {
            // The analysis is half as long: between its bins the logarithm is interpolated.
            int bin = Math.min(k, SIZE - k);
            double[] below = magnitude[bin / 2];
            double[] above = magnitude[(bin + 1) / 2];
            for (int l = 0; l < lanes; l++) {
                re[k][l] = 0.5 * Math.log((below[first + l] + FLOOR) * (above[first + l] + FLOOR));
            }
        }
        FFT.forward(re, im, lanes);
        double[][] cepstrum = new double[SIZE][LANES];
        for (int n = 0; n < Math.min(quefrencies, half); n++) {
            double taper = 0.5 + 0.5 * Math.cos(Math.PI * n / quefrencies);
            copy(re[FFT.row(n)], taper * (n > 0 && isMinimumPhase ? 2 : 1) / SIZE, cepstrum[n]);
            if (n > 0 && !isMinimumPhase) {
                copy(cepstrum[n], 1, cepstrum[SIZE - n]);
            }
        }
        double[][] phase = new double[SIZE][LANES];
        FFT.forward(cepstrum, phase, lanes);
        split(cepstrum, phase, lanes, re, im);
        for (int l = 0; l < lanes; l++) {
            lay(re, im, l, (first + l) * HOP, pulses, noise, result);
        }
    }

    private static void copy(double[] from, double factor, double[] into) {
        for (int l = 0; l < into.length; l++) {
            into[l] = factor * from[l];
        }
    }

    /** Responses below the noise frequency into {@code re}, those above it into {@code im}: both are real signals. */
    private void split(double[][] log, double[][] phase, int lanes, double[][] re, double[][] im) {
        double[][] allRe = new double[SIZE][LANES];
        double[][] allIm = new double[SIZE][LANES];
        for (int k = 0; k <= SIZE / 2; k++) {
            double hertz = k * (double) Augmentation.SAMPLE_RATE / SIZE;
            double low = 1 / (1 + Math.exp((hertz - noiseFromHertz) / 300));
            double high = Math.sqrt(1 - low * low);
            double[] logs = log[FFT.row(k)];
            double[] phases = phase[FFT.row(k)];
            int mirror = (SIZE - k) % SIZE;
            for (int l = 0; l < lanes; l++) {
                double size = Math.exp(logs[l]) / SIZE;
                double x = size * Math.cos(phases[l]);
                double y = size * Math.sin(phases[l]);
                // Two real responses as one complex one: the negative frequencies have the conjugate of each.
                allRe[k][l] = low * x - high * y;
                allIm[k][l] = low * y + high * x;
                allRe[mirror][l] = low * x + high * y;
                allIm[mirror][l] = high * x - low * y;
            }
        }
        FFT.forward(allIm, allRe, lanes);
        for (int n = 0; n < SIZE; n++) {
            re[n] = allRe[FFT.row(n)];
            im[n] = allIm[FFT.row(n)];
        }
    }

    /** Adds the responses of one frame for each pulse nearer to it than to any other frame. */
    private static void lay(
            double[][] low, double[][] high, int lane, int centre, double[] pulses, double[] noise, double[] result) {
        double[] voice = inOrder(low, lane);
        double[] hiss = inOrder(high, lane);
        int from = Math.max(0, centre - HOP / 2);
        int to = Math.min(pulses.length, centre + HOP / 2);
        for (int i = from; i < to; i++) {
            if (pulses[i] != 0) {
                add(voice, pulses[i], result, i + SIZE / 2);
            }
            if (noise[i] != 0) {
                add(hiss, noise[i], result, i + SIZE / 2);
            }
        }
    }

    /** The response of one lane with time zero in the middle: the second half of a transform is time before. */
    private static double[] inOrder(double[][] rows, int lane) {
        double[] response = new double[SIZE];
        for (int n = 0; n < SIZE; n++) {
            response[(n + SIZE / 2) % SIZE] = rows[n][lane];
        }
        return response;
    }

    private static void add(double[] response, double size, double[] result, int at) {
        for (int n = 0; n < SIZE; n++) {
            result[at + n] += size * response[n];
        }
    }
}
