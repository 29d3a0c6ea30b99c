package io.haechi.voice.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import io.haechi.neural.Batch;
import io.haechi.voice.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Real coders in child processes: an IT, as everything that starts one. */
class CodedClipsIT {
    private static final int WINDOW = 16_000;
    private static final Alteration CODED_ONLY = new Alteration(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
    private static final Alterations ALTERATIONS = new Alterations(CODED_ONLY, WINDOW);
    private static final LogMel FRONT_END = new LogMel(FrameOptions.SPEECH, 16);

    @Test
    void everyClipHasVersionsOfItsOwnLengthThatAreStillThatSound() {
        List<Clip> clips = clips();
        Alteration louderOrSofter = new Alteration(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0);
        CodedClips coded = CodedClips.of(clips, new Alterations(louderOrSofter, WINDOW), 1);
        for (Clip clip : clips) {
            Set<Integer> different = new HashSet<>();
            for (int seed = 0; seed < 20; seed++) {
                float[] version = coded.draw(clip, new SplittableRandom(seed));
                assertThat(version).hasSameSizeAs(clip.samples()).isNotEqualTo(clip.samples());
                assertThat(rms(version) / rms(clip.samples())).as(clip.id()).isBetween(0.1, 5.0);
                different.add(Arrays.hashCode(version));
            }
            assertThat(different).as(clip.id()).hasSize(CodedClips.VERSIONS);
        }
    }

    @Test
    void theSeedDecidesEverything() {
        List<Clip> clips = clips();
        float[] once = CodedClips.of(clips, ALTERATIONS, 1).draw(clips.get(2), new SplittableRandom(9));
        float[] again = CodedClips.of(clips, ALTERATIONS, 1).draw(clips.get(2), new SplittableRandom(9));
        float[] other = CodedClips.of(clips, ALTERATIONS, 2).draw(clips.get(2), new SplittableRandom(9));
        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void aBatchIsCutFromCodedClipsAndIsTheSameWhenATrainingIsResumed() {
        Batch first = batches(CODED_ONLY).batch(2, 1);
        assertThat(batches(CODED_ONLY).batch(2, 1).inputs()).isEqualTo(first.inputs());
        Alteration plain = new Alteration(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(batches(plain).batch(2, 1).inputs()).isNotEqualTo(first.inputs());
    }

    @Test
    void aClipThatWasNotCodedIsNamed() {
        Clip clip = clips().getFirst();
        assertThatThrownBy(() -> CodedClips.NONE.draw(clip, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(clip.id());
    }

    private static TrainingBatches batches(Alteration alteration) {
        return new TrainingBatches(clips(), new Alterations(alteration, WINDOW), FRONT_END, WINDOW, 8, 5, 1);
    }

    /** Tones within the telephone's band, of different lengths, two of them fake. */
    private static List<Clip> clips() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            float[] tone = Signals.tone(500 + 100 * i, 0.3, 18_000 + 1_111 * i);
            clips.add(new Clip("clip" + i, tone, i % 2 == 0, "o", "s"));
        }
        return clips;
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }
}
