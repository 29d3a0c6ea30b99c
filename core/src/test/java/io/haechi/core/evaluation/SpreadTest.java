package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {

    /** vectors/spread.csv: SciPy and numpy, made by vectors/make_spread.py. */
    static Stream<String> lines() {
        try (InputStream in = SpreadTest.class.getResourceAsStream("/vectors/spread.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void intervalsAreSciPys(String line) {
        String[] cells = line.split(",");
        Interval found = cells[0].equals("rate")
                ? Spread.wilson(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]))
                : Spread.area(numbers(cells[1]), numbers(cells[2]));
        assertThat(found.lo()).isCloseTo(Double.parseDouble(cells[3]), within(1e-9));
        assertThat(found.hi()).isCloseTo(Double.parseDouble(cells[4]), within(1e-9));
    }

    @Test
    void fourFakesAllFoundAreNoProofOfACertainDetector() {
        Interval few = Spread.area(new double[] {0.9, 0.8, 0.95, 0.7}, new double[] {0.1, 0.2, 0.3, 0.4, 0.5});
        assertThat(few.lo()).isCloseTo(0.510109, within(1e-6)); // Wilson's for 4 of 4
        assertThat(few.hi()).isEqualTo(1);
    }

    @Test
    void nothingHasNoInterval() {
        assertThat(Spread.wilson(0, 0).lo()).isNaN();
        assertThat(Spread.area(new double[0], new double[] {0.5}).hi()).isNaN();
    }

    private static double[] numbers(String words) {
        return Arrays.stream(words.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
