package io.haechi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.model.ModelStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void theMedianIgnoresOneSlowRound() {
        Measurement rounds = new Measurement("ours", false, 60, List.of(0.1, 9.0, 0.2, 0.1, 0.2), List.of());

        assertThat(rounds.median()).isEqualTo(0.2);
        assertThat(rounds.fastest()).isEqualTo(0.1);
        assertThat(rounds.slowest()).isEqualTo(9.0);
        assertThat(rounds.timesRealTime()).isCloseTo(300, within(1e-9));
        assertThat(rounds.piecesPerSecond()).isNaN();
    }

    @Test
    void quantilesLieLinearlyBetweenNeighbours() {
        // numpy.quantile([1, 2, 3, 4], [0.5, 0.95])
        assertThat(Measurement.quantile(List.of(4.0, 1.0, 3.0, 2.0), 0.5)).isEqualTo(2.5);
        assertThat(Measurement.quantile(List.of(4.0, 1.0, 3.0, 2.0), 0.95)).isCloseTo(3.85, within(1e-12));
    }

    @Test
    void aRatioAboveOneIsInOurFavour() {
        Measurement ours = new Measurement("ours", false, 60, List.of(0.1), List.of());
        Measurement theirs = new Measurement("theirs", true, 60, List.of(0.3), List.of());

        assertThat(new Comparison("c", "t", List.of(ours, theirs), List.of(), List.of()).ratio(theirs))
                .isCloseTo(3, within(1e-12));
        assertThatThrownBy(() -> new Comparison("c", "t", List.of(theirs), List.of(), List.of()))
                .hasMessageContaining("must begin with a measurement of our own");
    }

    @Test
    void contendersTakeTurnsAndWarmUpsDoNotCount() {
        BenchOptions options = new BenchOptions(10, 1, 2, ModelStore.of(), "python3", List.of());
        List<String> order = new ArrayList<>();
        List<Contender> contenders = List.of(contender("a", order), contender("b", order));

        List<Measurement> measurements = new Rounds(options, _ -> {}).run("test", contenders, 10);

        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(measurements.getFirst().rounds()).containsExactly(4.0, 6.0);
        assertThat(measurements.getFirst().pieces()).containsExactly(2.0, 2.0, 3.0, 3.0);
    }

    private static Contender contender(String name, List<String> order) {
        return new Contender(name, false, () -> {
            order.add(name);
            double each = 1 + (order.size() - 1) / 2;
            return new double[] {each, each};
        });
    }
}
