package io.haechi.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.segment.rules.ClosedSets;
import io.haechi.segment.rules.FpGrowth;
import io.haechi.segment.rules.Fraction;
import io.haechi.segment.rules.RuleOptions;
import io.haechi.segment.rules.SetCounter;
import io.haechi.segment.rules.TableItems;
import io.haechi.segment.rules.Transactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that other programs found in the standard benchmarks, to the last set. */
class ItemSetOraclesIT {

    private static int minCount(Transactions transactions, String support) {
        return (int) Fraction.parse("Support", support).ceilingOf(transactions.size());
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "mushroom.dat.gz, 0.5, 153", "mushroom.dat.gz, 0.4, 565", "mushroom.dat.gz, 0.3, 2735",
        "mushroom.dat.gz, 0.2, 53583", "mushroom.dat.gz, 0.1, 574431", "mushroom.dat.gz, 0.05, 3755511",
        "retail.dat.gz, 0.01, 159", "retail.dat.gz, 0.005, 580", "retail.dat.gz, 0.002, 2691",
        "retail.dat.gz, 0.001, 7589", "retail.dat.gz, 0.0005, 19242", "groceries.csv.gz, 0.05, 31",
        "groceries.csv.gz, 0.01, 333", "groceries.csv.gz, 0.005, 1001", "groceries.csv.gz, 0.001, 13492",
        "foodmart.dat.gz, 0.005, 12", "foodmart.dat.gz, 0.002, 1296", "foodmart.dat.gz, 0.001, 1541"
    })
    void frequentSets(String file, String support, long expected) {
        Transactions transactions = SegmentData.baskets(file);
        SetCounter counter = new SetCounter();
        FpGrowth.mine(transactions, minCount(transactions, support), counter);
        assertThat(counter.total()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "mushroom at {0}: {1} closed, {2} maximal")
    @CsvSource({"0.4, 140, 41", "0.2, 1197, 158", "0.1, 4885, 547"})
    void closedAndMaximalSets(String support, int closed, int maximal) {
        Transactions transactions = SegmentData.baskets("mushroom.dat.gz");
        int minCount = minCount(transactions, support);
        assertThat(ClosedSets.closed(transactions, minCount).size()).isEqualTo(closed);
        assertThat(ClosedSets.maximal(transactions, minCount).size()).isEqualTo(maximal);
    }

    @ParameterizedTest(name = "{0} at {1}, {2}: {3} rules")
    @CsvSource({
        "groceries.csv.gz, 0.01, 0.3, 125", "groceries.csv.gz, 0.005, 0.5, 120", "groceries.csv.gz, 0.001, 0.8, 410",
        "mushroom.dat.gz, 0.4, 0.9, 1137", "retail.dat.gz, 0.005, 0.5, 402", "retail.dat.gz, 0.002, 0.5, 1886"
    })
    void rules(String file, String support, String confidence, long expected) {
        Baskets.Mined mined = Baskets.mine(
                SegmentData.baskets(file),
                Fraction.parse("Support", support),
                Baskets.Kind.ALL,
                RuleOptions.of(Fraction.parse("Confidence", confidence)));
        assertThat(mined.rules())
                .isNotNull()
                .satisfies(rules -> assertThat(rules.found()).isEqualTo(expected));
    }

    @Test
    void theCustomersHoldNoRuleOfWeight() {
        Baskets.Mined mined = Baskets.mine(
                TableItems.STANDARD.of(SegmentData.binned()),
                Fraction.parse("Support", "0.1"),
                Baskets.Kind.ALL,
                RuleOptions.of(Fraction.parse("Confidence", "0")));
        assertThat(mined.rules()).isNotNull().satisfies(rules -> {
            assertThat(rules.ofWeight()).isEmpty();
            assertThat(rules.rules())
                    .allSatisfy(judged -> assertThat(judged.rule().lift()).isLessThan(1.095));
            assertThat(rules.why()).startsWith("No rule of weight among 78: at best a thing comes 1.09 times");
        });
    }
}
