package io.haechi.segment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.table.CsvOptions;
import io.haechi.segment.table.Table;
import io.haechi.segment.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
    @TempDir
    private Path folder = Path.of("");

    private Transactions baskets(String text) throws IOException {
        return BasketReader.read(Files.writeString(folder.resolve("baskets.txt"), text), null);
    }

    @Test
    void spacesSeparateWhereThereIsNoComma() throws IOException {
        Transactions read = baskets("1 2  3\n\n 2 2\t3 \n");
        assertThat(read.size()).isEqualTo(2);
        assertThat(read.names()).containsExactly("1", "2", "3");
        assertThat(read.items()).containsExactly(0, 1, 2, 1, 2);
    }

    @Test
    void aCommaAnywhereMakesSpacesPartOfNames() throws IOException {
        Transactions read = baskets(",,,\nwhole milk\ncitrus fruit, whole milk,,\n\"a, \"\"b\"\"\",whole milk\n");
        assertThat(read.size()).isEqualTo(3);
        assertThat(read.names()).containsExactly("whole milk", "citrus fruit", "a, \"b\"");
    }

    @Test
    void linesWithSpacesStandBesideLinesWithCommas() throws IOException {
        Transactions read = baskets("1 2 3\n,,\n4,, 5\n2, 3\n");
        assertThat(read.size()).isEqualTo(3);
        assertThat(read.names()).containsExactly("1", "2", "3", "4", "5");
        assertThat(baskets("a b\n , ,\nb\n").names()).containsExactly("a", "b");
    }

    @Test
    void aFileWithoutItemsIsRefused() {
        assertThatThrownBy(() -> baskets(",,\n\n"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("holds no item in 2 lines");
    }

    @Test
    void aStrayQuoteIsALetter() throws IOException {
        assertThat(baskets("a,\"b\nc\n").names()).containsExactly("a", "\"b", "c");
        assertThat(baskets("24\" screen, \"x, y\" ,\"q\"z\n").names()).containsExactly("24\" screen", "x, y", "\"q\"z");
        assertThat(baskets("5\" \"two words\" \"\n").names()).containsExactly("5\"", "two words", "\"");
    }

    @Test
    void aTableAmongBasketsIsSeen() throws IOException {
        String table = "age,city\n31,Seoul\n28,Busan\n31,Busan\n";
        assertThat(columns(table)).isEqualTo(2);
        assertThat(columns(table.replace(',', '\t'))).isEqualTo(2);
        // A first basket whose items come again, baskets of different sizes, and numbers alone are no table.
        assertThat(columns("Seoul,city\n31,Seoul\n28,Busan\n31,Busan\n")).isZero();
        assertThat(columns("milk,bread\nbeer\nbeer,crisps\nbeer,nuts,crisps\n")).isZero();
        assertThat(columns("1 2\n3 4\n5 6\n7 8\n")).isZero();
    }

    private int columns(String text) throws IOException {
        return TableLook.columns(folder.resolve("baskets.txt"), null, baskets(text));
    }

    private Table table(String text, String... columns) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return TableFile.open(file, CsvOptions.FOUND_OUT).read(List.of(columns), CsvOptions.FOUND_OUT);
    }

    @Test
    void numbersBecomeReadableStretches() throws IOException {
        StringBuilder text = new StringBuilder("Age,Gender\n");
        for (int age = 10; age < 70; age++) {
            text.append(age).append(age % 2 == 0 ? ",Male\n" : ",\n");
        }
        Transactions items = new TableItems(
                        Binning.STANDARD, Map.of("Age", new Binning.Cuts(new double[] {60, 40, 50})), false, null)
                .of(table(text.toString(), "Age", "Gender"));
        assertThat(items.size()).isEqualTo(60);
        assertThat(items.names())
                .containsExactly("Age under 40", "Gender=Male", "Age 40-49", "Age 50-59", "Age 60 and more");
        assertThat(items.counts()).containsExactly(30, 30, 10, 10, 10);
    }

    @Test
    void supervisedCutsStandWhereTheTargetChanges() throws IOException {
        StringBuilder text = new StringBuilder("Income,Spending\n");
        for (int i = 0; i < 200; i++) {
            text.append(1000 + 10 * i)
                    .append(',')
                    .append(i < 120 ? 10 + i % 50 : 80 + i % 20)
                    .append('\n');
        }
        Target target = Target.parse("Spending >= 80");
        Transactions items = new TableItems(Binning.STANDARD, Map.of(), true, target)
                .of(table(text.toString(), "Income", "Spending"));
        assertThat(items.names())
                .containsExactly("Income under 2195", "Spending < 80", "Income 2195 and more", "Spending >= 80");
        assertThat(target.among(items.names())).containsExactly("Spending >= 80");
        assertThatThrownBy(() -> Target.parse("Age=3").among(items.names()))
                .hasMessageContaining("No item is called \"Age=3\"");
    }

    @Test
    void quantilesHaveAsManyRowsAndWidthsAreEqual() {
        double[] values = new double[100];
        Arrays.setAll(values, i -> i * i);
        assertThat(new Binning.Quantiles(4).cuts(values))
                .hasSize(3)
                .satisfies(cuts -> assertThat(Arrays.stream(values)
                                .filter(value -> value < cuts[0])
                                .count())
                        .isEqualTo(25));
        assertThat(new Binning.EqualWidth(3).cuts(values)).containsExactly(3267, 6534);
        assertThat(new Binning.Quantiles(4).cuts(new double[] {7, 7, 7})).isEmpty();
    }
}
