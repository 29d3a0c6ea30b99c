package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeakingTest {
    private static final double CHUNK = 0.032;

    @Test
    void speechIsCountedByChunkAndOnlyWhereItIsKnown() {
        Speaking speaking = new Speaking();
        speaking.add(new float[] {0.9f, 0.5f, 0.49f, 0});
        assertThat(speaking.seconds(0, 1)).isCloseTo(2 * CHUNK, within(1e-12));
        assertThat(speaking.seconds(CHUNK, 1)).isCloseTo(CHUNK, within(1e-12));
        assertThat(speaking.isKnown(4 * CHUNK)).isTrue();
        assertThat(speaking.isKnown(5 * CHUNK)).isFalse();
        speaking.add(new float[] {1});
        assertThat(speaking.seconds(0, 1)).isCloseTo(3 * CHUNK, within(1e-12));
        assertThat(speaking.isKnown(5 * CHUNK)).isTrue();
    }

    @Test
    void whatIsForgottenChangesNothingAfterIt() {
        Speaking all = new Speaking();
        Speaking recent = new Speaking();
        SplittableRandom random = new SplittableRandom(1);
        float[] second = new float[31];
        for (int i = 0; i < 3600; i++) {
            for (int k = 0; k < second.length; k++) {
                second[k] = (float) random.nextDouble();
            }
            all.add(second);
            recent.add(second);
            double now = (i + 1) * second.length * CHUNK;
            recent.forget(now - 10);
            if (i > 10) {
                assertThat(recent.seconds(now - 9.5, now - 1)).isEqualTo(all.seconds(now - 9.5, now - 1));
                assertThat(recent.isKnown(now)).isTrue();
            }
        }
        assertThat(recent.spokenSeconds()).isEqualTo(all.spokenSeconds());
        assertThat(recent.seconds(0, 100)).as("long forgotten").isZero();
    }
}
