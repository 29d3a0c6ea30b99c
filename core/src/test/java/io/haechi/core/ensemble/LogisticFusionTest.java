package io.haechi.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogisticFusionTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("fusion.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightsAgreeWithScikitLearn(JsonNode vector) {
        LogisticFusion fusion = LogisticFusion.fit(
                rows(vector.get("logits")),
                Vectors.booleans(vector.get("positive")),
                vector.get("ridge").asDouble());
        double[] weights =
                fusion.weights().stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(weights).containsExactly(Vectors.doubles(vector.get("weights")), within(1e-7));
        assertThat(fusion.bias()).isCloseTo(vector.get("bias").asDouble(), within(1e-7));
    }

    @Test
    void separableDataHasAFiniteAnswer() {
        LogisticFusion fusion = LogisticFusion.fit(
                new double[][] {{-400, -1}, {-300, 1}, {300, -1}, {400, 1}}, new boolean[] {false, false, true, true});
        assertThat(fusion.weights()).allMatch(Double::isFinite);
        assertThat(fusion.logit(350, 0)).isPositive();
        assertThat(fusion.logit(-350, 0)).isNegative();
    }

    @Test
    void twoMembersThatSayTheSameShareTheWeight() {
        LogisticFusion fusion = LogisticFusion.fit(
                new double[][] {{-1, -1}, {-2, -2}, {0.5, 0.5}, {1, 1}, {-0.5, -0.5}, {2, 2}},
                new boolean[] {false, false, false, true, true, true});
        assertThat(fusion.weights().get(0)).isCloseTo(fusion.weights().get(1), within(1e-6));
    }

    @Test
    void theLogitIsTheWeightedSum() {
        assertThat(new LogisticFusion(List.of(2.0, -1.0), 0.5).logit(3, 4)).isEqualTo(2.5);
        assertThatThrownBy(() -> new LogisticFusion(List.of(2.0, -1.0), 0.5).logit(3))
                .hasMessage("Expected 2 logits, one for each member, got 1");
    }

    @Test
    void badInputIsNamed() {
        double[][] two = {{1}, {2}};
        assertThatThrownBy(() -> LogisticFusion.fit(two, new boolean[] {true}))
                .hasMessage("Expected as many truths as rows of logits and at least one, got 2 rows and 1 truths");
        assertThatThrownBy(() -> LogisticFusion.fit(two, new boolean[] {true, true}))
                .hasMessage("A fusion needs examples of both classes, got only positives");
        assertThatThrownBy(() -> LogisticFusion.fit(two, new boolean[] {true, false}, 0))
                .hasMessage("Ridge must be above zero, got 0.0");
        assertThatThrownBy(() -> LogisticFusion.fit(new double[][] {{1}, {Double.NaN}}, new boolean[] {true, false}))
                .hasMessage("Every row must hold 1 finite logits, got [NaN]");
    }

    private static double[][] rows(JsonNode array) {
        double[][] rows = new double[array.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Vectors.doubles(array.get(i));
        }
        return rows;
    }
}
