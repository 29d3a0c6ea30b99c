package io.haechi.audio.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.features.Vectors;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecAugmentTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void hidesWholeBandsAndFramesAndNothingElse(long seed) {
        float[] picture = Vectors.noise(20 * 30, 7);
        float[] masked = new SpecAugment(2, 5, 2, 6).apply(picture, 20, 30, new Random(seed));
        double mean = 0;
        for (float x : picture) {
            mean += x / (20.0 * 30);
        }
        boolean[] band = new boolean[20];
        boolean[] frame = new boolean[30];
        Arrays.fill(band, true);
        Arrays.fill(frame, true);
        for (int i = 0; i < masked.length; i++) {
            boolean isHidden = masked[i] != picture[i];
            if (isHidden) {
                assertThat(masked[i]).isCloseTo((float) mean, within(1e-6f));
            }
            band[i / 30] &= isHidden;
            frame[i % 30] &= isHidden;
        }
        int bands = 0;
        for (boolean hidden : band) {
            bands += hidden ? 1 : 0;
        }
        assertThat(bands).isLessThanOrEqualTo(10);
        for (int i = 0; i < masked.length; i++) {
            assertThat(masked[i] != picture[i]).isEqualTo(band[i / 30] || frame[i % 30]);
        }
    }

    @Test
    void masksNeverExceedThePicture() {
        float[] picture = Vectors.noise(6, 1);
        for (long seed = 0; seed < 20; seed++) {
            assertThat(new SpecAugment(1, 99, 1, 99).apply(picture, 2, 3, new Random(seed)))
                    .hasSize(6);
        }
        assertThat(new SpecAugment(0, 0, 0, 0).apply(picture, 2, 3, new Random(1)))
                .isEqualTo(picture);
    }

    @Test
    void wrongUseIsNamed() {
        assertThatThrownBy(() -> new SpecAugment(-1, 0, 0, 0)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> new SpecAugment(0, 0, 0, 0).apply(new float[5], 2, 3, new Random(1)))
                .hasMessage("A picture of 2 bands by 3 frames cannot have 5 values");
    }
}
