package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** Sound from magnitudes alone: phases are drawn, or taken from elsewhere, and improved by going to and fro. */
final class PhaseRecovery {
    private static final double TINY = 1e-12;
    private static final double LARGEST_GAIN = 10;

    private PhaseRecovery() {}

    /**
     * The fast Griffin-Lim algorithm (Perraudin et al., 2013) from random phases.
     *
     * @param magnitude bins by frames
     * @param rounds how often to transform to and fro, 0 or more
     * @param momentum 0 for the classic algorithm, to 0.99 for the fast one
     */
    static double[] griffinLim(Stft stft, double[][] magnitude, int rounds, double momentum, RandomGenerator random) {
        double[][] re = stft.empty();
        double[][] im = stft.empty();
        for (int k = 0; k < magnitude.length; k++) {
            for (int t = 0; t < magnitude[k].length; t++) {
                double angle = 2 * Math.PI * random.nextDouble();
                re[k][t] = magnitude[k][t] * Math.cos(angle);
                im[k][t] = magnitude[k][t] * Math.sin(angle);
            }
        }
        double[][] nextRe = stft.empty();
        double[][] nextIm = stft.empty();
        double[][] lastRe = stft.empty();
        double[][] lastIm = stft.empty();
        for (int round = 0; round < rounds; round++) {
            stft.analyse(stft.synthesise(re, im), nextRe, nextIm);
            for (int k = 0; k < magnitude.length; k++) {
                project(magnitude[k], nextRe[k], nextIm[k], lastRe[k], lastIm[k], momentum, re[k], im[k]);
            }
            double[][] swapRe = lastRe;
            double[][] swapIm = lastIm;
            lastRe = nextRe;
            lastIm = nextIm;
            nextRe = swapRe;
            nextIm = swapIm;
        }
        return stft.synthesise(re, im);
    }

    /** Gives the extrapolated spectrum the wanted magnitude. */
    private static void project(
            double[] magnitude,
            double[] nextRe,
            double[] nextIm,
            double[] lastRe,
            double[] lastIm,
            double momentum,
            double[] re,
            double[] im) {
        for (int t = 0; t < magnitude.length; t++) {
            double x = nextRe[t] + momentum * (nextRe[t] - lastRe[t]);
            double y = nextIm[t] + momentum * (nextIm[t] - lastIm[t]);
            double scale = magnitude[t] / Math.sqrt(x * x + y * y + TINY);
            re[t] = x * scale;
            im[t] = y * scale;
        }
    }

    /** The magnitudes with the phases of another signal. */
    static double[] withPhasesOf(Stft stft, double[][] magnitude, double[] model) {
        double[][] re = stft.empty();
        double[][] im = stft.empty();
        stft.analyse(model, re, im);
        for (int k = 0; k < magnitude.length; k++) {
            project(magnitude[k], re[k], im[k], re[k], im[k], 0, re[k], im[k]);
        }
        return stft.synthesise(re, im);
    }

    /**
     * A signal whose loudness in each of a few broad bands follows a model's from moment to moment; its own fine
     * structure and phases stay.
     */
    static double[] balanced(double[] signal, double[] model) {
        Stft stft = new Stft(512, 128, signal.length);
        MelSmoothing bands = new MelSmoothing(512, 24);
        double[][] wanted = bands.apply(magnitude(stft, model), 0);
        double[][] re = stft.empty();
        double[][] im = stft.empty();
        stft.analyse(signal, re, im);
        double[][] present = bands.apply(magnitude(stft, signal), 0);
        for (int k = 0; k < re.length; k++) {
            for (int t = 0; t < re[k].length; t++) {
                double gain = Math.min(LARGEST_GAIN, (wanted[k][t] + TINY) / (present[k][t] + TINY));
                re[k][t] *= gain;
                im[k][t] *= gain;
            }
        }
        return stft.synthesise(re, im);
    }

    /** Each phase turned by a normally distributed angle of this deviation in radians; magnitudes stay. */
    static double[] jitter(Stft stft, double[] signal, double deviation, RandomGenerator random) {
        double[][] re = stft.empty();
        double[][] im = stft.empty();
        stft.analyse(signal, re, im);
        for (int k = 0; k < re.length; k++) {
            for (int t = 0; t < re[k].length; t++) {
                double angle = deviation * random.nextGaussian();
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                double x = re[k][t];
                re[k][t] = x * cos - im[k][t] * sin;
                im[k][t] = x * sin + im[k][t] * cos;
            }
        }
        return stft.synthesise(re, im);
    }

    /** Magnitudes of a signal, bins by frames. */
    static double[][] magnitude(Stft stft, double[] signal) {
        double[][] re = stft.empty();
        double[][] im = stft.empty();
        stft.analyse(signal, re, im);
        for (int k = 0; k < re.length; k++) {
            for (int t = 0; t < re[k].length; t++) {
                re[k][t] = Math.sqrt(re[k][t] * re[k][t] + im[k][t] * im[k][t]);
            }
        }
        return re;
    }
}
