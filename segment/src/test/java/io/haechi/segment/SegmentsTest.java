package io.haechi.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.cluster.KMeansOptions;
import io.haechi.segment.features.FeatureOptions;
import io.haechi.segment.report.CsvText;
import io.haechi.segment.report.DriftReport;
import io.haechi.segment.report.SegmentText;
import io.haechi.segment.table.Column;
import io.haechi.segment.table.MissingPolicy;
import io.haechi.segment.table.Scaling;
import io.haechi.segment.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of segments, and of new rows in them. */
class SegmentsTest {
    private static Column.Numbers numbers(String name, int rows, IntToDoubleFunction value) {
        double[] values = new double[rows];
        Arrays.setAll(values, value);
        return new Column.Numbers(name, values, false);
    }

    private static Column.Words words(
            String name, int rows, java.util.function.IntUnaryOperator code, String... levels) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, code);
        return new Column.Words(name, List.of(levels), codes);
    }

    private static Table table(Column... columns) {
        return new Table(List.of(columns), columns[0].rows());
    }

    /** Two groups far apart, each of two places. */
    private static Table two(int rows, long seed) {
        Random random = new Random(seed);
        return table(
                numbers("x", rows, i -> 100 * (i % 2) + random.nextGaussian()),
                numbers("y", rows, i -> 30 * (i % 2) + random.nextGaussian()),
                words("town", rows, i -> i % 2, "A", "B"));
    }

    private static Segmentation fit(Table table, int k) {
        return Segments.fit(table, SegmentOptions.STANDARD.withK(k));
    }

    @ParameterizedTest
    @EnumSource(names = {"KMEANS", "WARD", "SINGLE"})
    void wordsDoNotMakeThreeGroupsTen(Method method) {
        Random random = new Random(5);
        Table mixed = table(
                numbers("age", 300, i -> 25 + 20 * (i % 3) + 2 * random.nextGaussian()),
                numbers("income", 300, i -> 3000 + 2500 * (i % 3 == 1 ? 1 : 0) + 150 * random.nextGaussian()),
                words("channel", 300, i -> random.nextDouble() < 0.9 ? i % 3 : random.nextInt(3), "a", "b", "c"),
                words("colour", 300, i -> random.nextInt(3), "red", "green", "blue"));
        SegmentOptions standard = SegmentOptions.STANDARD;
        Segmentation segments = Segments.fit(
                mixed, new SegmentOptions(standard.features(), method, SegmentOptions.AUTO, false, standard.means()));
        assertThat(segments.structure().groups()).isEqualTo(3);
        assertThat(segments.k()).isEqualTo(3);
        assertThat(segments.whyK()).startsWith("as many as groups were seen");
    }

    @Test
    void oneSegmentIsMarkedByNothing() {
        Random random = new Random(1);
        Table cloud =
                table(numbers("x", 200, _ -> random.nextGaussian()), numbers("y", 200, _ -> random.nextGaussian()));
        assertThat(fit(cloud, 1).profiles().getFirst().marks()).isEmpty();
    }

    @Test
    void oneRowIsSaidToBeOne() {
        assertThatThrownBy(() -> fit(table(numbers("x", 1, _ -> 3)), 2))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("only 1 row");
    }

    @Test
    void namesAreNeverTheSameTwice() {
        Random random = new Random(1);
        Table line = table(numbers("x", 300, _ -> random.nextDouble()));
        for (int k = 2; k <= 9; k++) {
            assertThat(fit(line, k).profiles()).extracting(SegmentProfile::name).doesNotHaveDuplicates();
        }
        Table same = table(numbers("x", 40, i -> i % 20), numbers("y", 40, i -> i % 3));
        assertThat(fit(same, 12).profiles()).extracting(SegmentProfile::name).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoWordsOneIsSaid() {
        for (SegmentProfile each : fit(two(80, 1), 2).profiles()) {
            String marks = each.marks().stream().map(SegmentProfile.Mark::words).collect(Collectors.joining(";"));
            assertThat(marks).contains("often town=").doesNotContain("seldom town=");
        }
    }

    @Test
    void aNameSpeaksOfAColumnOnce() {
        Random random = new Random(2);
        Table table = table(
                words("town", 120, i -> i % 3, "A", "B", "C"), numbers("x", 120, _ -> random.nextGaussian() / 100));
        assertThat(Segments.fit(table, scaled(Scaling.NONE, 3)).profiles())
                .extracting(SegmentProfile::name)
                .containsExactlyInAnyOrder("often town=A", "often town=B", "often town=C");
    }

    private static SegmentOptions scaled(Scaling scaling, int k) {
        FeatureOptions features = new FeatureOptions(scaling, Set.of(), MissingPolicy.DROP);
        return new SegmentOptions(features, Method.KMEANS, k, false, KMeansOptions.of(k));
    }

    @ParameterizedTest(name = "{0} segments")
    @CsvSource({
        "2, as many as were asked for, and as groups were seen",
        "4, '; 2 groups were seen, so some segments are slices of one group'",
        "1, '; 2 groups were seen, so it holds several'"
    })
    void anotherNumberThanThatOfTheGroupsIsExplained(int k, String why) {
        Segmentation segments = fit(two(80, 3), k);
        assertThat(segments.structure().groups()).isEqualTo(2);
        assertThat(segments.structure().k()).isEqualTo(2);
        assertThat(segments.whyK()).contains(why);
        assertThat(SegmentText.of("t", segments, null)).contains(segments.whyK());
        assertThat(SegmentText.of("t", segments, null).contains("silhouette of these segments"))
                .isEqualTo(k > 1);
    }

    @Test
    void withoutGroupsNoNumberIsAdvised() {
        Random random = new Random(4);
        Segmentation one = fit(table(numbers("x", 300, _ -> random.nextDouble())), SegmentOptions.AUTO);
        assertThat(one.structure().found()).isFalse();
        assertThat(one.k()).isEqualTo(1);
        assertThat(one.choice()).satisfies(choice -> {
            assertThat(choice.elbow()).isEqualTo(1);
            assertThat(choice.best()).isEqualTo(1);
            assertThat(choice.trials()).hasSize(10);
        });
        assertThat(SegmentText.of("t", one, null))
                .contains("no number of them is better")
                .doesNotContain("elbow");
        assertThat(fit(table(numbers("x", 300, _ -> random.nextDouble())), 3).whyK())
                .contains("they are slices");
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"-1e308, 1e308, too wide", "1, 1e307, too wide", "0, 1e-200, too narrow"})
    void aRangeThatCannotBeComputedWithIsSaid(double low, double high, String words) {
        for (Scaling scaling : new Scaling[] {Scaling.NONE, Scaling.STANDARD}) {
            SegmentOptions options = scaled(scaling, 2);
            assertThatThrownBy(() -> Segments.fit(table(numbers("x", 30, i -> i % 2 == 0 ? low : high)), options))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining("Column \"x\" reaches from")
                    .hasMessageContaining(words);
        }
    }

    @Test
    void everyRowIsAccountedFor() {
        Segmentation made = fit(two(80, 5), 2);
        Table gappy = table(
                numbers("x", 40, i -> i % 10 == 3 ? Double.NaN : 100 * (i % 2)),
                numbers("y", 40, i -> 30 * (i % 2)),
                words("town", 40, i -> i % 10 == 4 ? 2 : i % 2, "A", "B", "Z"));
        SavedSegments saved = SavedSegments.of(made);
        Drift dropped = saved.assign(gappy);
        assertThat(dropped.leftOut()).isEqualTo(4);
        assertThat(CsvText.of(dropped)).hasLineCount(41).contains("4,,left out\r\n");
        assertThat(DriftReport.json(dropped, true).path("labels").get(3).isNull())
                .isTrue();
        assertThat(DriftReport.json(dropped, true).path("labels")).hasSize(40);
        assertThat(saved.with(MissingPolicy.FILL).assign(gappy).leftOut()).isZero();
        assertThatThrownBy(() -> saved.with(MissingPolicy.REFUSE).assign(gappy))
                .hasMessageContaining("4 rows lack a value");
        assertThat(CsvText.of(fit(gappy, 2))).hasLineCount(41).contains("4,,left out\r\n");
    }

    @Test
    void wordsNeverSeenAreNamed() {
        SavedSegments saved = SavedSegments.of(fit(two(80, 6), 2));
        Drift drift = saved.assign(table(
                numbers("x", 40, i -> 100 * (i % 2)),
                numbers("y", 40, i -> 30 * (i % 2)),
                words("town", 40, i -> i % 10 == 4 ? 2 : i % 2, "A", "B", "Z")));
        assertThat(drift.unseen()).singleElement().satisfies(each -> {
            assertThat(each.word()).isEqualTo("Z");
            assertThat(each.rows()).isEqualTo(4);
        });
        assertThat(drift.why()).contains("Never seen before: town \"Z\" in 4 rows");
        assertThat(DriftReport.json(drift, false)
                        .path("drift")
                        .path("unseen")
                        .get(0)
                        .path("column")
                        .asText())
                .isEqualTo("town");
    }

    @Test
    void aFewRowsAreNoDrift() {
        SavedSegments saved = SavedSegments.of(fit(two(400, 7), 2));
        Table far = table(numbers("x", 3, _ -> 100), numbers("y", 3, _ -> 30), words("town", 3, _ -> 1, "A", "B"));
        Drift few = saved.assign(far);
        assertThat(few.psi()).isGreaterThan(0.25);
        assertThat(few.isJudged()).isFalse();
        assertThat(few.isMoved()).isFalse();
        assertThat(few.why()).contains("Only 3 rows: below 20");
        assertThat(DriftReport.json(few, false).path("drift").path("moved").isNull())
                .isTrue();
        Drift many = saved.assign(
                table(numbers("x", 40, _ -> 100), numbers("y", 40, _ -> 30), words("town", 40, _ -> 1, "A", "B")));
        assertThat(many.isJudged()).isTrue();
        assertThat(many.isMoved()).isTrue();
        Drift tiny = SavedSegments.of(fit(two(12, 7), 2)).assign(far);
        assertThat(tiny.why()).contains("made from only 12 rows");
    }

    /** R: qchisq(0.95, f). */
    @ParameterizedTest
    @CsvSource({"1, 3.841459", "2, 5.991465", "4, 9.487729", "9, 16.91898"})
    void theQuantileIsChiSquareds(int freedom, double expected) {
        assertThat(Drift.chiSquared(freedom)).isCloseTo(expected, within(0.1));
    }

    /** The threshold is what it says: rows of the same population are called moved about once in twenty times. */
    @Test
    void rowsOfOnePopulationSeldomSeemToMove() {
        SavedSegments saved = SavedSegments.of(fit(two(200, 8), 2));
        int rows = saved.assign(two(40, 1)).needed();
        Random random = new Random(9);
        int moved = 0;
        for (int draw = 0; draw < 400; draw++) {
            boolean[] isSecond = new boolean[rows];
            for (int i = 0; i < rows; i++) {
                isSecond[i] = random.nextBoolean();
            }
            Drift drift = saved.assign(table(
                    numbers("x", rows, i -> (isSecond[i] ? 100 : 0) + random.nextGaussian()),
                    numbers("y", rows, i -> (isSecond[i] ? 30 : 0) + random.nextGaussian()),
                    words("town", rows, i -> isSecond[i] ? 1 : 0, "A", "B")));
            moved += drift.psi() >= 0.25 ? 1 : 0;
        }
        assertThat(moved).isLessThan(36);
    }
}
