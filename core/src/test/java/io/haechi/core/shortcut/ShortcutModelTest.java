package io.haechi.core.shortcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortcutModelTest {
    private static final List<String> FEATURES = List.of("duration", "loudness");

    @Test
    void findsABentDependenceOnOneFeature() {
        // Positive in the middle of the range: no straight line through the feature can tell.
        double[][] rows = rows(400);
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = Math.abs(rows[i][0] - 0.5) < 0.25;
        }
        ShortcutModel model = ShortcutModel.fit(FEATURES, rows, positive);
        assertThat(model.probability(new double[] {0.5, 0.1})).isGreaterThan(0.9);
        assertThat(model.probability(new double[] {0.05, 0.1})).isLessThan(0.1);
        assertThat(model.probability(new double[] {0.95, 0.9})).isLessThan(0.1);
    }

    @Test
    void withoutAnyDependenceItSaysTheShareOfPositives() {
        double[][] rows = new double[100][2];
        boolean[] positive = new boolean[100];
        for (int i = 0; i < 25; i++) {
            positive[i] = true;
        }
        ShortcutModel model = ShortcutModel.fit(FEATURES, rows, positive);
        assertThat(model.probability(new double[2])).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void aValueThatIsNoNumberCountsAsTheSmallest() {
        double[][] rows = rows(100);
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = rows[i][0] > 0.5;
        }
        ShortcutModel model = ShortcutModel.fit(FEATURES, rows, positive);
        assertThat(model.probability(new double[] {Double.NaN, 0.5}))
                .isEqualTo(model.probability(new double[] {-1, 0.5}));
    }

    @Test
    void saysWhatItExpectedAndWhatItGot() {
        ShortcutModel model = ShortcutModel.fit(FEATURES, rows(20), new boolean[20]);
        assertThatThrownBy(() -> model.probability(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected 2 features [duration, loudness], got 3");
        assertThatThrownBy(() -> ShortcutModel.fit(FEATURES, rows(3), new boolean[4]))
                .hasMessageContaining("got 4 and 3");
    }

    private static double[][] rows(int count) {
        Random random = new Random(7);
        double[][] rows = new double[count][2];
        for (double[] row : rows) {
            row[0] = random.nextDouble();
            row[1] = random.nextDouble();
        }
        return rows;
    }
}
