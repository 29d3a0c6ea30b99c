package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Range;
import java.util.random.RandomGenerator;

/**
 * Packets of 20 ms get lost, in bursts of two on average (Gilbert's two-state model). For each clip it is drawn whether
 * the receiver plays nothing in their place or repeats the last packet, softer each time.
 *
 * @param minRate least share of packets lost, 0 or more
 * @param maxRate greatest, {@code minRate} to 0.6
 */
public record PacketLoss(double minRate, double maxRate) implements Augmentation {
    private static final int PACKET = SAMPLE_RATE / 50;
    private static final double END_OF_BURST = 0.5;
    private static final float FADE = 0.6f;

    public PacketLoss {
        Range.check("Share of lost packets", minRate, maxRate, 0, 0.6);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        double rate = Range.draw(minRate, maxRate, random);
        // In balance as many packets enter a burst as leave one.
        double startOfBurst = rate * END_OF_BURST / (1 - rate);
        boolean repeats = random.nextBoolean();
        boolean lost = false;
        float[] result = samples.clone();
        for (int start = 0; start < result.length; start += PACKET) {
            lost = random.nextDouble() < (lost ? 1 - END_OF_BURST : startOfBurst);
            if (lost) {
                conceal(result, start, repeats && start >= PACKET);
            }
        }
        return result;
    }

    private static void conceal(float[] samples, int start, boolean repeats) {
        for (int i = start; i < Math.min(start + PACKET, samples.length); i++) {
            samples[i] = repeats ? FADE * samples[i - PACKET] : 0;
        }
    }
}
