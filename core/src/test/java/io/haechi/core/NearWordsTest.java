package io.haechi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearWordsTest {
    @Test
    void theNearestComeFirst() {
        List<String> known = List.of("conv_1", "conv_2", "gemm", "softmax");
        assertThat(NearWords.of("Conv1", known, 2)).containsExactly("conv_1", "conv_2");
        assertThat(NearWords.of("gem", known, 1)).containsExactly("gemm");
        assertThat(NearWords.of("x", List.of(), 3)).isEmpty();
    }

    @Test
    void theDistanceIsLevenshteins() {
        // The example of the textbooks.
        assertThat(NearWords.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearWords.distance("", "abc")).isEqualTo(3);
        assertThat(NearWords.distance("same", "same")).isZero();
    }

    @Test
    void noneAreNotAskedFor() {
        assertThatThrownBy(() -> NearWords.of("a", List.of("b"), 0)).hasMessageContaining("got 0");
    }
}
