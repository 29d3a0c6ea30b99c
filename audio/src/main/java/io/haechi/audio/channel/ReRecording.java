package io.haechi.audio.channel;

import io.haechi.audio.augment.AdditiveNoise;
import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Chain;
import io.haechi.audio.augment.Reverb;
import io.haechi.audio.augment.channel.BandLimit;
import java.util.random.RandomGenerator;

/**
 * Played by a small loudspeaker and recorded again across a room: 150 to 6,500 Hz, an impulse response that decays by 60 dB
 * in 0.4 s, and the room's pink noise 25 dB below. The room's reflections are drawn for each recording.
 */
record ReRecording() implements Augmentation {
    private static final Chain CHAIN = Chain.of(
            Chain.step(1, new BandLimit(150, 150, 6_500, 6_500)),
            Chain.step(1, new Reverb(0.4, 0.4)),
            Chain.step(1, new AdditiveNoise(AdditiveNoise.Color.PINK, 25, 25)));

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        return CHAIN.apply(samples, random);
    }
}
