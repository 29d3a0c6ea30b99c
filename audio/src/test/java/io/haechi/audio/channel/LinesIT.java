package io.haechi.audio.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.features.Vectors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real coders in a child process: an IT, as everything that starts one. */
class LinesIT {
    private static final float[] SPEECH = Vectors.signal("speech");

    static Stream<Line> all() {
        return Lines.KINDS.stream().flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void whateverIsSentTogetherComesBackApartAndInPlace(Line line) {
        float[] reversed = reversed(SPEECH);
        float[] shorter = Arrays.copyOf(SPEECH, SPEECH.length - 777);
        List<float[]> heard = line.passAll(List.of(SPEECH, reversed, shorter));
        assertThat(heard).hasSize(3);
        for (float[] sent : List.of(SPEECH, reversed, shorter)) {
            float[] came = heard.get(sent == SPEECH ? 0 : sent == reversed ? 1 : 2);
            assertThat(came).hasSameSizeAs(sent).isNotEqualTo(sent);
            assertThat(likeness(sent, came)).isBetween(0.5, 1.0);
        }
        assertThat(line.passAll(List.of(SPEECH, reversed, shorter)).get(2)).isEqualTo(heard.get(2));
    }

    @Test
    void everyKindIsDrawn() {
        Set<Line> drawn = new HashSet<>();
        for (long seed = 0; seed < 2_000; seed++) {
            drawn.add(Lines.draw(new SplittableRandom(seed)));
        }
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(all().toList());
    }

    private static float[] reversed(float[] samples) {
        float[] reversed = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            reversed[i] = samples[samples.length - 1 - i];
        }
        return reversed;
    }

    /** The best normalised correlation of what was sent with what was heard up to 10 ms earlier or later. */
    private static double likeness(float[] sent, float[] heard) {
        double best = 0;
        for (int shift = -160; shift <= 160; shift++) {
            double product = 0;
            double ofSent = 1e-12;
            double ofHeard = 1e-12;
            for (int i = 200; i < sent.length - 200; i++) {
                product += sent[i] * heard[i + shift];
                ofSent += sent[i] * sent[i];
                ofHeard += heard[i + shift] * heard[i + shift];
            }
            best = Math.max(best, product / Math.sqrt(ofSent * ofHeard));
        }
        return best;
    }
}
