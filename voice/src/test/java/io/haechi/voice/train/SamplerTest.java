package io.haechi.voice.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final int DRAWS = 20_000;

    @Test
    void aDrawIsOfTheClassAskedFor() {
        Sampler sampler = new Sampler(lopsided());
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(sampler.draw(i % 2 == 0, random).fake()).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void anOriginWithBothClassesGivesAwayNeither() {
        // Corpus a has nine fakes to a real clip, corpus b the reverse: drawn plainly, the corpus would tell the class.
        Sampler sampler = new Sampler(lopsided());
        assertThat(share(sampler, true, "a")).isCloseTo(share(sampler, false, "a"), within(0.02));
        assertThat(share(sampler, true, "b")).isCloseTo(share(sampler, false, "b"), within(0.02));
    }

    @Test
    void largeOriginsCountByTheRootOfTheirSize() {
        List<Clip> clips = new ArrayList<>();
        add(clips, "small", true, 5, "x");
        add(clips, "small", false, 5, "x");
        add(clips, "large", true, 45, "x");
        add(clips, "large", false, 45, "x");
        assertThat(share(new Sampler(clips), true, "large")).isCloseTo(0.75, within(0.02));
    }

    @Test
    void theSameSeedDrawsTheSameClips() {
        Sampler sampler = new Sampler(lopsided());
        assertThat(ids(sampler, 7)).isEqualTo(ids(sampler, 7)).isNotEqualTo(ids(sampler, 8));
    }

    @Test
    void everyClipHasAChance() {
        Sampler sampler = new Sampler(lopsided());
        RandomGenerator random = new SplittableRandom(3);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(sampler.draw(i % 2 == 0, random).id());
        }
        assertThat(drawn.stream().distinct()).hasSize(40);
    }

    @Test
    void oneClassAloneIsRefused() {
        List<Clip> clips = new ArrayList<>();
        add(clips, "a", true, 3, "x");
        assertThatThrownBy(() -> new Sampler(clips))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only fake");
        assertThatThrownBy(() -> new Sampler(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Clip> lopsided() {
        List<Clip> clips = new ArrayList<>();
        add(clips, "a", true, 18, "x");
        add(clips, "a", false, 2, "x");
        add(clips, "b", true, 2, "y");
        add(clips, "b", false, 18, "y");
        return clips;
    }

    private static void add(List<Clip> clips, String origin, boolean fake, int count, String source) {
        for (int i = 0; i < count; i++) {
            clips.add(new Clip(origin + fake + i, new float[1], fake, origin, source));
        }
    }

    private static double share(Sampler sampler, boolean fake, String origin) {
        RandomGenerator random = new SplittableRandom(5);
        int hits = 0;
        for (int i = 0; i < DRAWS; i++) {
            hits += sampler.draw(fake, random).origin().equals(origin) ? 1 : 0;
        }
        return (double) hits / DRAWS;
    }

    private static List<String> ids(Sampler sampler, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(sampler.draw(i % 2 == 0, random).id());
        }
        return ids;
    }
}
