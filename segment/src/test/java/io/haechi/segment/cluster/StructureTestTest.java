package io.haechi.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Scaling;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups where there are some, and none where there are none, over many draws. */
class StructureTestTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    private static Matrix standard(int rows, int columns, IntToDoubleFunction value) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, value);
        Matrix raw = new Matrix(values, rows, columns);
        for (int j = 0; j < columns; j++) {
            Scaling.Fitted scale = Scaling.STANDARD.fit(raw.column(j));
            for (int i = 0; i < rows; i++) {
                values[i * columns + j] = scale.apply(values[i * columns + j]);
            }
        }
        return raw;
    }

    private static Structure look(Matrix points) {
        int[] widths = new int[points.columns()];
        Arrays.fill(widths, 1);
        return StructureTest.of(points, widths, 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void evenlySpreadRowsHoldNoGroups(long seed) {
        Random random = new Random(seed);
        for (int columns : new int[] {1, 2, 4}) {
            Structure found = look(standard(600, columns, _ -> random.nextDouble()));
            assertThat(found.found()).as(columns + " columns: " + found).isFalse();
            assertThat(found.hopkins()).isBetween(0.35, 0.7);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneCloudHoldsNoGroupsWhateverItsShape(long seed) {
        Random random = new Random(seed);
        assertThat(look(standard(600, 3, _ -> random.nextGaussian())).found()).isFalse();
        assertThat(look(standard(600, 3, _ -> Math.exp(random.nextGaussian()))).found())
                .isFalse();
        assertThat(look(standard(600, 4, _ -> random.nextInt(5))).found()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cloudsThatStandApartAreFoundAndCounted(long seed) {
        Random random = new Random(seed);
        Structure found = look(standard(600, 2, at -> random.nextGaussian() + (at / 2 % 3 == 1 + at % 2 ? 10 : 0)));
        assertThat(found.found()).as(found.toString()).isTrue();
        assertThat(found.groups()).isEqualTo(3);
        assertThat(found.hopkins()).isGreaterThan(0.8);
        assertThat(found.why()).startsWith("3 groups stand apart");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wordsThatHaveNothingToDoWithEachOtherAreNoGroups(long seed) {
        int[] widths = {4, 4, 2};
        assertThat(StructureTest.of(words(seed, widths, 0), widths, 1).found()).isFalse();
        int[] many = {4, 4, 4, 4, 4, 4};
        assertThat(StructureTest.of(words(seed, many, 0.9), many, 1).found()).isTrue();
    }

    /** One-hot rows; with the given chance a word is that of the row's hidden kind. */
    private static Matrix words(long seed, int[] widths, double kind) {
        Random random = new Random(seed);
        int columns = Arrays.stream(widths).sum();
        double[] values = new double[600 * columns];
        for (int i = 0; i < 600; i++) {
            int hidden = random.nextInt(3);
            int at = i * columns;
            for (int width : widths) {
                int level = random.nextDouble() < kind ? hidden % width : random.nextInt(width);
                values[at + level] = 1;
                at += width;
            }
        }
        return new Matrix(values, 600, columns);
    }
}
