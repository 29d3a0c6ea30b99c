package io.haechi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    @Test
    void aProbabilityAtTheThresholdIsPositive() {
        assertThat(verdict(0.5, 0.5).isPositive()).isTrue();
        assertThat(verdict(Math.nextDown(0.5), 0.5).isPositive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aProbabilityOutsideItsRangeIsRefused(double probability) {
        assertThatThrownBy(() -> verdict(probability, 0.5))
                .hasMessage("Probability must be between 0 and 1, got " + probability);
    }

    @Test
    void evidenceCannotBeChangedAfterwards() {
        List<Evidence> evidence = new ArrayList<>(List.of(new Evidence("window", "left", 0, 4, 0.9)));
        Verdict verdict = new Verdict(Decision.DANGER, 0.9, 0.5, "m", "00", evidence, List.of());
        evidence.clear();
        assertThat(verdict.evidence()).hasSize(1);
    }

    @Test
    void decisionsHaveTheWordsAKoreanReaderIsShown() {
        assertThat(Decision.values()).extracting(Decision::korean).containsExactly("안전", "의심", "위험", "판단불가");
    }

    @Test
    void detectAllKeepsTheOrder() {
        Detector<Double> echo = new Detector<>() {
            @Override
            public Verdict detect(Double input) {
                return verdict(input, 0.5);
            }

            @Override
            public void close() {}
        };
        assertThat(echo.detectAll(List.of(0.9, 0.1, 0.5)))
                .extracting(Verdict::probability)
                .containsExactly(0.9, 0.1, 0.5);
    }

    @Test
    void anExampleKeepsAllButItsInput() {
        Example<String> example = new Example<>("a.wav", "sound", true, "vits", "speaker-1", "test");
        assertThat(example.with(3)).isEqualTo(new Example<>("a.wav", 3, true, "vits", "speaker-1", "test"));
    }

    private static Verdict verdict(double probability, double threshold) {
        return new Verdict(Decision.SAFE, probability, threshold, "m", "00", List.of(), List.of());
    }
}
