package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Range;
import io.haechi.audio.features.Fir;
import java.util.random.RandomGenerator;

/**
 * Only a band of frequencies gets through, its two edges drawn for every clip. A lower edge below 20 Hz or an upper edge
 * above 7,900 Hz is none at all.
 *
 * @param minLowHz least lower edge in hertz, 0 or more
 * @param maxLowHz greatest lower edge, {@code minLowHz} to 2,000
 * @param minHighHz least upper edge, 2,100 or more
 * @param maxHighHz greatest upper edge, {@code minHighHz} to 8,000
 */
public record BandLimit(double minLowHz, double maxLowHz, double minHighHz, double maxHighHz) implements Augmentation {
    /** The band of a telephone: 300 to 3,400 Hz. */
    public static final BandLimit TELEPHONE = new BandLimit(300, 300, 3_400, 3_400);

    private static final int HIGH_PASS_TAPS = 513;
    private static final int LOW_PASS_TAPS = 129;

    public BandLimit {
        Range.check("Lower edge in Hz", minLowHz, maxLowHz, 0, 2_000);
        Range.check("Upper edge in Hz", minHighHz, maxHighHz, 2_100, 8_000);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        double low = Range.draw(minLowHz, maxLowHz, random);
        double high = Range.draw(minHighHz, maxHighHz, random);
        float[] result = samples;
        if (low >= 20) {
            result = Fir.highPass(low, HIGH_PASS_TAPS).apply(result);
        }
        if (high <= 7_900) {
            result = Fir.lowPass(high, LOW_PASS_TAPS).apply(result);
        }
        return result == samples ? samples.clone() : result;
    }
}
