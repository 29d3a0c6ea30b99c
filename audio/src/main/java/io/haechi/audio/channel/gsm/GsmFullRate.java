package io.haechi.audio.channel.gsm;

import io.haechi.audio.Resampler;
import io.haechi.audio.augment.Augmentation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A mobile phone of the first digital generation, exactly: to 8 kHz, coded and decoded by GSM 06.10 full rate (13 kbit/s),
 * back to 16 kHz. Takes nothing from the random generator; as long as the input; samples beyond ±1 are clipped. {@link
 * io.haechi.audio.augment.channel.GsmLike} varies the same idea for training.
 *
 * @see <a href="https://www.etsi.org/deliver/etsi_en/300900_300999/300961/">ETSI EN 300 961, Full rate speech
 *     transcoding</a>
 */
public record GsmFullRate() implements Augmentation {
    private static final int RATE = 8_000;

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float[] narrow = Resampler.resample(samples, SAMPLE_RATE, RATE);
        int[] linear = new int[narrow.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = Math.clamp(Math.round(narrow[i] * 32_768.0), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        int[] heard = pass(linear);
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = heard[i] / 32_768f;
        }
        return Arrays.copyOf(Resampler.resample(narrow, RATE, SAMPLE_RATE), samples.length);
    }

    /** Samples of 16 bits at 8 kHz, coded and decoded; the last frame is filled up with silence. */
    static int[] pass(int[] samples) {
        Coder coder = new Coder();
        Decoder decoder = new Decoder();
        int[] heard = new int[samples.length];
        for (int start = 0; start < samples.length; start += Coder.FRAME) {
            int[] frame = decoder.decode(coder.code(Arrays.copyOfRange(samples, start, start + Coder.FRAME)));
            System.arraycopy(frame, 0, heard, start, Math.min(Coder.FRAME, samples.length - start));
        }
        return heard;
    }
}
