package io.haechi.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.Vectors;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrationTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("calibration.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fitsAgreeWithScipy(JsonNode vector) {
        double[] logits = Vectors.doubles(vector.get("logit"));
        boolean[] positive = Vectors.booleans(vector.get("positive"));
        double[] weights = Vectors.doubles(vector.get("weight"));
        // scipy's bounded search stops some 1e-8 from the minimum
        assertThat(Calibration.temperature(logits, positive, weights))
                .isInstanceOfSatisfying(
                        Calibration.Temperature.class,
                        fitted -> assertThat(fitted.temperature())
                                .isCloseTo(vector.get("temperature").asDouble(), within(1e-6)));
        assertThat(Calibration.platt(logits, positive, weights))
                .isInstanceOfSatisfying(Calibration.Platt.class, fitted -> {
                    assertThat(fitted.slope()).isCloseTo(vector.get("slope").asDouble(), within(1e-7));
                    assertThat(fitted.offset()).isCloseTo(vector.get("offset").asDouble(), within(1e-7));
                });
    }

    @Test
    void aWeightOfTwoIsTheExampleTwice() {
        double[] logits = {-2, -1, 1, 2, 0.5, -0.5};
        boolean[] positive = {false, true, true, true, false, false};
        double[] weights = {1, 1, 1, 1, 1, 2};
        double[] twice = Arrays.copyOf(logits, 7);
        twice[6] = -0.5;
        assertThat(Calibration.platt(logits, positive, weights).probability(0.3))
                .isCloseTo(Calibration.platt(twice, Arrays.copyOf(positive, 7)).probability(0.3), within(1e-9));
        assertThat(Calibration.temperature(logits, positive, weights).probability(0.3))
                .isCloseTo(
                        Calibration.temperature(twice, Arrays.copyOf(positive, 7))
                                .probability(0.3),
                        within(1e-9));
    }

    @Test
    void balancedMeansThatEitherClassWeighsHalf() {
        double[] logits = {-2, -1, 0.5, 1, -0.5, 2};
        boolean[] positive = {false, false, false, false, true, true};
        Calibration byHand = Calibration.platt(logits, positive, new double[] {0.75, 0.75, 0.75, 0.75, 1.5, 1.5});
        assertThat(Calibration.balancedPlatt(logits, positive)).isEqualTo(byHand);
        assertThatThrownBy(() -> Calibration.balancedPlatt(logits, new boolean[6]))
                .hasMessageContaining("examples of both classes");
    }

    @Test
    void aNetworkThatIsSurerThanRightIsCooledDown() {
        double[] logits = {5, 5, 5, -5, -5, -5};
        boolean[] positive = {true, true, false, false, false, true};
        // two of three right: sigmoid(5/T) = 2/3
        assertThat(Calibration.temperature(logits, positive).probability(5)).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void separableAndHopelessDataStayFinite() {
        double[] logits = {-3, -1, 1, 3};
        assertThat(Calibration.temperature(logits, new boolean[] {false, false, true, true}))
                .isEqualTo(new Calibration.Temperature(0.01));
        assertThat(Calibration.temperature(logits, new boolean[] {true, true, false, false}))
                .isEqualTo(new Calibration.Temperature(100));
        assertThat(Calibration.platt(logits, new boolean[] {false, false, true, true})
                        .probability(3))
                .isBetween(0.6, 0.9);
    }

    @Test
    void extremeLogitsGiveProbabilities() {
        assertThat(Calibration.NONE.probability(-1e6)).isZero();
        assertThat(Calibration.NONE.probability(1e6)).isEqualTo(1);
        assertThat(Calibration.NONE.probability(0)).isEqualTo(0.5);
    }

    @Test
    void itSurvivesJson() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (Calibration each : new Calibration[] {Calibration.NONE, new Calibration.Platt(1.5, -0.25)}) {
            assertThat(json.readValue(json.writeValueAsString(each), Calibration.class))
                    .isEqualTo(each);
        }
        assertThat(json.readTree(json.writeValueAsString(Calibration.NONE)))
                .isEqualTo(json.readTree("{\"method\":\"temperature\",\"temperature\":1.0}"));
    }

    @Test
    void badInputIsNamed() {
        double[] logits = {1, 2};
        assertThatThrownBy(() -> Calibration.platt(logits, new boolean[] {true, true}))
                .hasMessage("A calibration needs examples of both classes, got weight 2.0 of positives and 0.0 of"
                        + " negatives");
        assertThatThrownBy(() -> Calibration.platt(logits, new boolean[] {true}))
                .hasMessageStartingWith("Expected as many truths and weights as logits");
        assertThatThrownBy(() -> Calibration.platt(new double[] {1, Double.NaN}, new boolean[] {true, false}))
                .hasMessage("Logits must be finite and weights not negative, got logit NaN with weight 1.0 at 1");
        assertThatThrownBy(() -> new Calibration.Temperature(0))
                .hasMessage("Temperature must be above zero and finite, got 0.0");
        assertThatThrownBy(() -> new Calibration.Platt(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
