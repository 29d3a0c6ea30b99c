package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Range;
import java.util.random.RandomGenerator;

/**
 * What a music codec (MP3, AAC) leaves of a voice, without its bits: blocks of cosine coefficients, each band rounded to
 * a step relative to its own loudness, coarser towards the top; bands far below the block's loudest left out, and nothing
 * above a cut-off. Broadcasts, videos and web demos have all been through such a codec once; a detector must
 * not take its holes and its warble for the traces of a synthesiser.
 *
 * @param minSnrDb least ratio of signal to rounding noise in the lowest bands, 0 dB or more
 * @param maxSnrDb greatest, {@code minSnrDb} to 40 dB
 * @see <a href="https://www.iso.org/standard/22412.html">ISO/IEC 11172-3, Coding of moving pictures and associated audio,
 *     part 3: audio</a>
 */
public record TransformCodec(double minSnrDb, double maxSnrDb) implements Augmentation {
    private static final int[] BLOCKS = {288, 576, 1024};
    private static final double NYQUIST = Augmentation.SAMPLE_RATE / 2.0;
    private static final double LEAST_CUTOFF = 4_500;
    private static final double SLOPE_DB = 9;

    public TransformCodec {
        Range.check("Signal to rounding noise in dB", minSnrDb, maxSnrDb, 0, 40);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        int size = BLOCKS[random.nextInt(BLOCKS.length)];
        double snr = Range.draw(minSnrDb, maxSnrDb, random);
        double cutoff = Range.draw(LEAST_CUTOFF, NYQUIST, random);
        double floorDb = Range.draw(35, 70, random);
        Mdct mdct = new Mdct(size);
        double[][] blocks = mdct.analyse(samples);
        int[] edges = edges(size);
        for (double[] block : blocks) {
            double loudest = 0;
            for (int b = 0; b + 1 < edges.length; b++) {
                loudest = Math.max(loudest, rms(block, edges[b], edges[b + 1]));
            }
            double floor = loudest * Math.pow(10, -floorDb / 20);
            for (int b = 0; b + 1 < edges.length; b++) {
                double rms = rms(block, edges[b], edges[b + 1]);
                boolean isLeftOut = rms <= floor || edges[b] * NYQUIST / size >= cutoff;
                double wanted = snr - SLOPE_DB * b / (edges.length - 2);
                double step = Math.sqrt(12) * Math.pow(10, -wanted / 20);
                for (int k = edges[b]; k < edges[b + 1]; k++) {
                    block[k] = isLeftOut ? 0 : rms * rounded(block[k] / rms, step);
                }
            }
        }
        return mdct.synthesise(blocks, samples.length);
    }

    /** To the next step of the value's power of 0.75, as MP3 does: loud coefficients are rounded more coarsely. */
    private static double rounded(double value, double step) {
        double root = Math.sqrt(Math.abs(value));
        double level = Math.rint(root * Math.sqrt(root) / step) * step;
        return Math.copySign(level * Math.cbrt(level), value);
    }

    private static double rms(double[] block, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += block[k] * block[k];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** First coefficients of about twenty bands, even up to 800 Hz and ever wider above; the last edge is the end. */
    private static int[] edges(int size) {
        double[] hertz = {
            0, 200, 400, 600, 800, 1_000, 1_250, 1_500, 1_750, 2_000, 2_400, 2_800, 3_200, 3_700, 4_300, 5_000, 5_800,
            6_600, 7_300, NYQUIST
        };
        int[] edges = new int[hertz.length];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = (int) Math.round(hertz[i] / NYQUIST * size);
        }
        return edges;
    }
}
