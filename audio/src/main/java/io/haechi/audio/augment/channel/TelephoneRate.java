package io.haechi.audio.augment.channel;

import io.haechi.audio.features.Fir;

/** From 16 kHz to the telephone's 8 kHz and back: flat to 3.4 kHz, and 70 dB down from 4.4 kHz on. */
final class TelephoneRate {
    private static final Fir ANTI_ALIAS = Fir.lowPass(3_900, 129);

    private TelephoneRate() {}

    static float[] down(float[] samples) {
        return ANTI_ALIAS.halve(samples);
    }

    static float[] up(float[] samples, int length) {
        return ANTI_ALIAS.twice(samples, length);
    }
}
