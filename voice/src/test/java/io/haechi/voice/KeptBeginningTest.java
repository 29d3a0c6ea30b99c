package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.SoundStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptBeginningTest {
    private static final int LENGTH = 1_000;

    @ParameterizedTest(name = "blocks of {0}")
    @ValueSource(ints = {1, 7, 160, 2_000})
    void whatPassesByIsKeptUpToTheLimitAndNothingIsTakenFromTheReader(int block) {
        try (KeptBeginning stream = new KeptBeginning(ramp(), 0.025)) {
            assertThat(read(stream, block)).isEqualTo(LENGTH);
            assertThat(stream.isWhole()).isFalse();
            assertThat(stream.sound().channels()[1])
                    .hasSize(400)
                    .startsWith(0f, 1f, 2f)
                    .endsWith(399f);
        }
    }

    @Test
    void aSoundThatFitsIsKeptWhole() {
        try (KeptBeginning stream = new KeptBeginning(ramp(), 1)) {
            read(stream, 300);
            assertThat(stream.isWhole()).isTrue();
            assertThat(stream.sound().frames()).isEqualTo(LENGTH);
            assertThat(stream.sound().sampleRate()).isEqualTo(Voice.SAMPLE_RATE);
        }
    }

    @Test
    void nothingIsKeptWhereNothingIsAskedFor() {
        try (KeptBeginning stream = new KeptBeginning(ramp(), 0)) {
            assertThat(read(stream, 300)).isEqualTo(LENGTH);
            assertThat(stream.sound().frames()).isZero();
            assertThat(stream.isWhole()).isFalse();
        }
    }

    private static int read(SoundStream stream, int block) {
        float[][] into = new float[2][block];
        int all = 0;
        for (int read = stream.read(into, block); read >= 0; read = stream.read(into, block)) {
            assertThat(into[1][0]).isEqualTo(all);
            all += read;
        }
        return all;
    }

    /** Two channels, of which the second counts its samples. */
    private static SoundStream ramp() {
        return new SoundStream() {
            private int at;

            @Override
            public int sampleRate() {
                return Voice.SAMPLE_RATE;
            }

            @Override
            public int channels() {
                return 2;
            }

            @Override
            public int read(float[][] into, int frames) {
                int count = Math.min(frames, LENGTH - at);
                for (int i = 0; i < count; i++) {
                    into[1][i] = at + i;
                }
                at += count;
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {}
        };
    }
}
