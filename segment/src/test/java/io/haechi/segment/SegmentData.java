package io.haechi.segment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.segment.features.FeatureOptions;
import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.rules.BasketReader;
import io.haechi.segment.rules.Transactions;
import io.haechi.segment.table.CsvOptions;
import io.haechi.segment.table.Table;
import io.haechi.segment.table.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Real data, where there are any: {@code -DHAECHI_DATA}, the variable of that name, or ../shared/data. */
public final class SegmentData {
    public static final List<String> FIVE =
            List.of("Age", "Annual Income ($)", "Spending Score (1-100)", "Work Experience", "Family Size");
    public static final List<String> TWO = List.of("Annual Income ($)", "Spending Score (1-100)");

    private SegmentData() {}

    private static Path file(String name) {
        String given = System.getProperty("HAECHI_DATA", System.getenv("HAECHI_DATA"));
        Path file = Path.of(Objects.requireNonNullElse(given, "../../shared/data"))
                .resolve("segment")
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), file + " is not here: skipped");
        return file;
    }

    public static Transactions baskets(String name) {
        return BasketReader.read(file("baskets/" + name), null);
    }

    public static Table customers(List<String> columns) {
        return TableFile.open(file("customers/Customers.csv"), CsvOptions.FOUND_OUT)
                .read(columns, CsvOptions.FOUND_OUT);
    }

    public static Table binned() {
        TableFile table = TableFile.open(file("customers/customers_binned.csv"), CsvOptions.FOUND_OUT);
        return table.read(table.source().columns(), CsvOptions.FOUND_OUT);
    }

    public static Matrix standardised(List<String> columns) {
        Table table = customers(columns);
        return FeatureSpace.fit(table, FeatureOptions.STANDARD).encode(table).matrix();
    }
}
