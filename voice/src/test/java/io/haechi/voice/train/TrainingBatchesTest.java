package io.haechi.voice.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import io.haechi.neural.Batch;
import io.haechi.voice.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingBatchesTest {
    private static final int WINDOW = 16_000;
    private static final LogMel FRONT_END = new LogMel(FrameOptions.SPEECH, 16);
    private static final Alteration EVERYTHING =
            new Alteration(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0.5);
    private static final Alteration NOTHING = new Alteration(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    @Test
    void aBatchDependsOnSeedEpochAndIndexAlone() {
        TrainingBatches once = batches(EVERYTHING, 1);
        once.batch(1, 0);
        Batch later = once.batch(3, 2);
        assertThat(batches(EVERYTHING, 1).batch(3, 2).inputs()).isEqualTo(later.inputs());
        assertThat(once.batch(3, 1).inputs()).isNotEqualTo(later.inputs());
        assertThat(once.batch(2, 2).inputs()).isNotEqualTo(later.inputs());
        assertThat(batches(EVERYTHING, 2).batch(3, 2).inputs()).isNotEqualTo(later.inputs());
    }

    @Test
    void halfOfABatchIsFakeAndAllOfItIsFinite() {
        Batch batch = batches(EVERYTHING, 1).batch(1, 1);
        assertThat(batch.shape()).containsExactly(8, 1, 16, FRONT_END.frames(WINDOW));
        assertThat(batch.targets()).containsExactly(1, 0, 1, 0, 1, 0, 1, 0);
        for (float value : batch.inputs()) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 1000, 15_999, 16_000, 50_000})
    void whateverComesInAWindowComesOut(int length) {
        Alterations alterations = new Alterations(EVERYTHING, WINDOW);
        for (long seed = 0; seed < 20; seed++) {
            assertThat(alterations.altered(Signals.noise(1, 0.3, length), new SplittableRandom(seed)))
                    .as("seed %d", seed)
                    .hasSize(WINDOW);
        }
    }

    @Test
    void bothClassesGoThroughTheSameChain() {
        // The same sound as a fake and as a real clip, nothing else to draw: equal seeds must give equal pictures.
        Alterations alterations = new Alterations(EVERYTHING, WINDOW);
        float[] sound = Signals.tone(440, 0.3, 20_000);
        for (long seed = 0; seed < 10; seed++) {
            assertThat(alterations.altered(sound, new SplittableRandom(seed)))
                    .isEqualTo(alterations.altered(sound.clone(), new SplittableRandom(seed)));
        }
    }

    @Test
    void alterationsLeaveTheClipItselfAlone() {
        float[] sound = Signals.noise(2, 0.9, 20_000);
        float[] before = sound.clone();
        Alterations alterations = new Alterations(new Alteration(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), WINDOW);
        alterations.altered(sound, new SplittableRandom(1));
        alterations.vocoded(sound, new SplittableRandom(1));
        assertThat(sound).isEqualTo(before);
    }

    @Test
    void withoutAlterationAClipOfAWindowsLengthIsLearntAsItIs() {
        float[] sound = Signals.tone(440, 0.3, WINDOW);
        assertThat(new Alterations(NOTHING, WINDOW).altered(sound, new SplittableRandom(1)))
                .isEqualTo(sound);
    }

    private static TrainingBatches batches(Alteration alteration, long seed) {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clips.add(new Clip("fake" + i, Signals.tone(300 + 100 * i, 0.3, 20_000), true, "o", "s"));
            clips.add(new Clip("real" + i, Signals.noise(i, 0.3, 20_000), false, "o", "s"));
        }
        return new TrainingBatches(clips, new Alterations(alteration, WINDOW), FRONT_END, WINDOW, 8, 5, seed);
    }
}
