package io.haechi.segment.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    @TempDir
    private Path folder = Path.of("");

    private TableFile open(String text) throws IOException {
        return TableFile.open(Files.writeString(folder.resolve("t.csv"), text), CsvOptions.FOUND_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "x-windows-949", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void anyEncodingIsFoundOut(String encoding) throws IOException {
        String text = "이름,나이\n" + "홍길동,31\n김영희,28\n".repeat(20);
        Path file = Files.write(folder.resolve("k.csv"), text.getBytes(Charset.forName(encoding)));
        assertThat(TableFile.open(file, CsvOptions.FOUND_OUT).source().columns())
                .containsExactly("이름", "나이");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(open("\uFEFFa,b\n1,2\n3,4\n").source().columns()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void anySeparatorIsFoundOut(String separator) throws IOException {
        TableFile file = open("a,b\n\"x;y|z,w\",1\nq,2\n"
                .replace("a,b", "a" + separator + "b")
                .replace("\",1", "\"" + separator + "1")
                .replace("q,2", "q" + separator + "2"));
        assertThat(file.source().columns()).containsExactly("a", "b");
        assertThat(file.rows()).isEqualTo(2);
    }

    @Test
    void quotesAndLineBreaksStayInTheirCells() throws IOException {
        TableFile file = open("name,n\n\"two\nlines \"\"quoted\"\"\",1\nplain,2\nplain,3\n");
        Table table = file.read(List.of("name"), CsvOptions.FOUND_OUT);
        assertThat(table.columns().getFirst().text(0)).isEqualTo("two\nlines \"quoted\"");
        assertThat(table.rows()).isEqualTo(3);
    }

    @Test
    void raggedLinesAreNamed() {
        assertThatThrownBy(() -> open("a,b\n\"x\ny\",1\n1,2,3\n"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("t.csv, line 4: 3 cells where the header has 2");
    }

    @Test
    void namesThatStandTwiceAreRefused() {
        assertThatThrownBy(() -> open("a,b,a\n1,2,3\n"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("the name \"a\" stands over columns 1 and 3");
    }

    @Test
    void nothingToReadIsSaid() throws IOException {
        assertThatThrownBy(() -> open("")).hasMessageContaining("is empty (0 bytes)");
        assertThatThrownBy(() -> open("\n\n")).hasMessageContaining("holds no row");
        assertThatThrownBy(() -> open("a,b\n")).hasMessageContaining("no row below it");
        assertThatThrownBy(() -> open("a,b\n1,\"2\n")).hasMessageContaining("line 2: a quote begins there");
        assertThatThrownBy(() -> TableFile.open(folder.resolve("no.csv"), CsvOptions.FOUND_OUT))
                .hasMessageContaining("there is no such file");
        Path book = Files.write(folder.resolve("b.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThatThrownBy(() -> TableFile.open(book, CsvOptions.FOUND_OUT))
                .hasMessageContaining("save the sheet as CSV");
    }

    @Test
    void gzipIsReadAsItIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("a,b\n1,2\n2,3\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("t.csv.gz"), bytes.toByteArray());
        assertThat(TableFile.open(file, CsvOptions.FOUND_OUT).rows()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234.5|1234.5",
                "-7|-7",
                "₩12,000|12000",
                "$1,200.50|1200.5",
                "12%|12",
                "(300)|-300",
                "1e3|1000",
                ".5|0.5",
                "1,5|NaN",
                "12,34|NaN",
                "abc|NaN",
                "1 000|NaN",
                "3만|NaN",
                "0.1|0.1"
            })
    void numbersAsPeopleWriteThem(String cell, double expected) {
        assertThat(Double.valueOf(NumberStyle.POINT.parse(cell))).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void aDecimalCommaHoldsForTheWholeColumn() throws IOException {
        TableFile file = open("preis;n\n1.234,5;1\n2,25;2\n1 000;2\n");
        Column.Numbers column = (Column.Numbers)
                file.read(List.of("preis"), CsvOptions.FOUND_OUT).columns().getFirst();
        assertThat(column.values()).containsExactly(1234.5, 2.25, 1000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2024-02-29, 19782",
        "2024/2/29, 19782",
        "2024. 2. 29., 19782",
        "2024년 2월 29일, 19782",
        "29.02.2024, 19782",
        "02/29/2024, 19782",
        "2024-02-29 12:00, 19782.5",
        "2024-02-29T06:00:00Z, 19782.25"
    })
    void datesAsPeopleWriteThem(String cell, double days) {
        assertThat(Days.parse(cell)).isCloseTo(days, within(1e-9));
    }

    @Test
    void typesAreSeenAndCanBeCorrected() throws IOException {
        StringBuilder text = new StringBuilder("id,age,sex,day,none,same\n");
        for (int i = 1; i <= 40; i++) {
            text.append(i)
                    .append(',')
                    .append(20 + i % 9)
                    .append(',')
                    .append(i % 2 == 0 ? "M" : "F")
                    .append(",2024-01-0")
                    .append(1 + i % 9)
                    .append(",N/A,x\n");
        }
        TableFile file = open(text.toString());
        assertThat(file.columns())
                .extracting(ColumnFacts::type)
                .containsExactly(
                        ColumnType.IDENTIFIER,
                        ColumnType.NUMBER,
                        ColumnType.CATEGORY,
                        ColumnType.DATE,
                        ColumnType.EMPTY,
                        ColumnType.CATEGORY);
        assertThat(file.facts("same").isConstant()).isTrue();
        CsvOptions known =
                new CsvOptions(null, null, null, CsvOptions.USUAL_MISSING, Map.of("age", ColumnType.CATEGORY));
        Table table = TableFile.open(folder.resolve("t.csv"), known).read(List.of("age"), known);
        assertThat(table.columns().getFirst()).isInstanceOf(Column.Words.class);
        assertThatThrownBy(() -> file.facts("income")).hasMessageContaining("has no column \"income\"; it has id, age");
    }

    @Test
    void oneBadCellIsNamed() throws IOException {
        TableFile file = open("age,day,word\n" + "31,2024-01-02,x\n".repeat(4) + "3l,soon,y\n" + "7,2024-01-03,5\n");
        assertThat(file.facts("age").misfit())
                .isEqualTo(new Misfit(ColumnType.NUMBER, 6, "3l", 1, 5))
                .extracting(misfit -> misfit.hint("age"))
                .asString()
                .contains("line 6 says \"3l\"", "5 cells are numbers", "--missing-words");
        assertThat(file.facts("day").misfit()).isEqualTo(new Misfit(ColumnType.DATE, 6, "soon", 1, 5));
        assertThat(file.facts("word").misfit()).isNull();
        for (String type : List.of("age=NUMBER", "day=DATE")) {
            String column = type.substring(0, 3);
            CsvOptions known = new CsvOptions(
                    null, null, null, CsvOptions.USUAL_MISSING, Map.of(column, ColumnType.valueOf(type.substring(4))));
            assertThatThrownBy(() -> TableFile.open(folder.resolve("t.csv"), known))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining("t.csv, line 6: column \"" + column + "\" says");
        }
    }

    @Test
    void wordsAreNotTriedAsNumbersForever() throws IOException {
        TableFile file = open("a\n" + "word\n".repeat(21) + "1\n".repeat(90));
        assertThat(file.facts("a").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(file.facts("a").misfit()).isNull();
    }

    @Test
    void whatNoDoubleHoldsIsNoNumber() {
        assertThat(NumberStyle.POINT.parse("1e999")).isNaN();
        assertThat(NumberStyle.POINT.parse("9".repeat(400))).isNaN();
        assertThat(Scaling.quantile(new double[] {-1e308, 1e308}, 0.5)).isZero();
    }

    @Test
    void scalesAreThoseOfTheTextbook() {
        double[] values = {1, 2, 3, 4, 10};
        assertThat(Scaling.STANDARD.fit(values)).isEqualTo(new Scaling.Fitted(4, Math.sqrt(10)));
        assertThat(Scaling.MINMAX.fit(values).apply(10)).isEqualTo(1);
        assertThat(Scaling.ROBUST.fit(values)).isEqualTo(new Scaling.Fitted(3, 2));
        assertThat(Scaling.STANDARD.fit(new double[] {5, 5}).apply(5)).isZero();
    }
}
