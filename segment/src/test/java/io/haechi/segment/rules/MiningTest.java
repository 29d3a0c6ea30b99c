package io.haechi.segment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything mined, against every subset counted by hand, on random transactions of few items. */
class MiningTest {
    private static final int ITEMS = 9;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    private static Transactions random(long seed) {
        Random random = new Random(seed);
        TransactionsBuilder builder = new TransactionsBuilder();
        IntStream.range(0, ITEMS).forEach(item -> builder.number("i" + item));
        double density = 0.2 + 0.7 * random.nextDouble();
        int size = 5 + random.nextInt(60);
        for (int t = 0; t < size; t++) {
            for (int item = 0; item < ITEMS; item++) {
                // The last item always stands: it must join every set for free.
                if (item == ITEMS - 1 || random.nextDouble() < density / (1 + item % 3)) {
                    builder.item("i" + item);
                }
            }
            builder.end();
        }
        return builder.build();
    }

    /** Every subset that is frequent, with its count. */
    private static Map<Set<Integer>, Integer> bruteForce(Transactions transactions, int minCount) {
        Map<Set<Integer>, Integer> frequent = new HashMap<>();
        for (int mask = 1; mask < 1 << ITEMS; mask++) {
            int count = 0;
            for (int t = 0; t < transactions.size(); t++) {
                int held = 0;
                for (int at = transactions.offsets()[t]; at < transactions.offsets()[t + 1]; at++) {
                    held |= 1 << transactions.items()[at];
                }
                count += (held & mask) == mask ? 1 : 0;
            }
            if (count >= minCount) {
                int wanted = mask;
                frequent.put(
                        IntStream.range(0, ITEMS)
                                .filter(item -> (wanted >> item & 1) == 1)
                                .boxed()
                                .collect(Collectors.toCollection(TreeSet::new)),
                        count);
            }
        }
        return frequent;
    }

    private static Map<Set<Integer>, Integer> asMap(ItemSets sets) {
        Map<Set<Integer>, Integer> map = new HashMap<>();
        for (int set = 0; set < sets.size(); set++) {
            Set<Integer> items = IntStream.of(sets.set(set)).boxed().collect(Collectors.toCollection(TreeSet::new));
            assertThat(map.put(items, sets.counts()[set]))
                    .as("found twice: " + items)
                    .isNull();
        }
        return map;
    }

    private static ItemSets mined(Transactions transactions, int minCount) {
        SetCollector collector = new SetCollector(transactions.names());
        FpGrowth.mine(transactions, minCount, collector);
        return collector.sets();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void patternGrowthAndAprioriFindEveryFrequentSetOnce(long seed) {
        Transactions transactions = random(seed);
        int minCount = 1 + (int) (seed % 7);
        Map<Set<Integer>, Integer> expected = bruteForce(transactions, minCount);
        SetCounter counter = new SetCounter();
        FpGrowth.mine(transactions, minCount, counter);
        SetCollector apriori = new SetCollector(transactions.names());
        Apriori.mine(transactions, minCount, apriori);

        assertThat(asMap(mined(transactions, minCount))).isEqualTo(expected);
        assertThat(asMap(apriori.sets())).isEqualTo(expected);
        assertThat(counter.total()).isEqualTo(expected.size());
        assertThat(counter.bySize())
                .isEqualTo(expected.keySet().stream().collect(Collectors.groupingBy(Set::size, Collectors.counting())));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void closedAndMaximalSetsAreThoseWithoutALargerOne(long seed) {
        Transactions transactions = random(seed);
        int minCount = 1 + (int) (seed % 5);
        Map<Set<Integer>, Integer> all = bruteForce(transactions, minCount);
        Map<Set<Integer>, Integer> closed = new HashMap<>(all);
        closed.keySet()
                .removeIf(set -> all.keySet().stream()
                        .anyMatch(larger -> larger.size() > set.size()
                                && larger.containsAll(set)
                                && Objects.equals(all.get(larger), all.get(set))));
        Map<Set<Integer>, Integer> maximal = new HashMap<>(all);
        maximal.keySet()
                .removeIf(set -> all.keySet().stream()
                        .anyMatch(larger -> larger.size() > set.size() && larger.containsAll(set)));

        assertThat(asMap(ClosedSets.closed(transactions, minCount))).isEqualTo(closed);
        assertThat(asMap(ClosedSets.maximal(transactions, minCount))).isEqualTo(maximal);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTopSetsAreTheMostFrequentOnes(long seed) {
        Transactions transactions = random(seed);
        List<Integer> counts = bruteForce(transactions, 1).entrySet().stream()
                .filter(entry -> entry.getKey().size() >= 2)
                .map(Map.Entry::getValue)
                .sorted((a, b) -> b - a)
                .limit(12)
                .toList();
        ItemSets top = TopSets.of(transactions, 12, 2);
        assertThat(IntStream.of(top.counts()).boxed().toList()).isEqualTo(counts);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rulesAreTheSplitsThatReachTheConfidence(long seed) {
        Transactions transactions = random(seed);
        Map<Set<Integer>, Integer> all = bruteForce(transactions, 2);
        int expected = 0;
        for (Map.Entry<Set<Integer>, Integer> entry : all.entrySet()) {
            List<Integer> items = new ArrayList<>(entry.getKey());
            for (int mask = 1; mask < (1 << items.size()) - 1; mask++) {
                Set<Integer> given = new TreeSet<>();
                for (int i = 0; i < items.size(); i++) {
                    if ((mask >> i & 1) == 0) {
                        given.add(items.get(i));
                    }
                }
                boolean isSure = entry.getValue() * 10 >= all.getOrDefault(given, 0) * 7;
                expected += Integer.bitCount(mask) <= 2 && isSure ? 1 : 0;
            }
        }
        RuleOptions options = new RuleOptions(Fraction.parse("Confidence", "0.7"), 2, Set.of());
        RuleSet rules = RuleMiner.mine(mined(transactions, 2), transactions, options);
        assertThat(rules.found()).isEqualTo(expected);
        assertThat(rules.rules())
                .hasSize(expected)
                .allSatisfy(judged -> assertThat(judged.rule().confidence()).isGreaterThanOrEqualTo(0.7));
    }

    @Test
    void thresholdsAreComparedInWholeNumbers() {
        assertThat(Fraction.parse("Support", "0.3").ceilingOf(10)).isEqualTo(3);
        assertThat(Fraction.parse("Support", ".1").ceilingOf(30)).isEqualTo(3);
        assertThat(Fraction.parse("Support", "5e-2").ceilingOf(8124)).isEqualTo(407);
        assertThat(Fraction.parse("Support", "1").ceilingOf(7)).isEqualTo(7);
        assertThat(Fraction.parse("Confidence", "0.7").isReachedBy(7, 10)).isTrue();
        assertThat(Fraction.parse("Confidence", "0.700000001").isReachedBy(7, 10))
                .isFalse();
        for (String wrong : List.of("1.01", "-0.1", "many", "0.0000000001")) {
            assertThatThrownBy(() -> Fraction.parse("Support", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void measuresOfARuleAreThoseOfTheTextbook() {
        // scipy.stats.chi2_contingency([[30, 10], [20, 40]], correction=False) and fisher_exact, scipy 1.17
        Rule rule = new Rule(List.of("a"), List.of("b"), 30, 40, 50, 100);
        assertThat(rule.confidence()).isEqualTo(0.75);
        assertThat(rule.lift()).isEqualTo(1.5);
        assertThat(rule.leverage()).isCloseTo(0.1, within(1e-12));
        assertThat(rule.conviction()).isCloseTo(2, within(1e-12));
        assertThat(rule.chiSquared()).isCloseTo(16.666666666666668, within(1e-9));
        assertThat(rule.pValue()).isCloseTo(4.455709060405612e-05, within(1e-10));
        assertThat(Association.fisher(30, 40, 50, 100)).isCloseTo(8.308658706239147e-05, within(1e-12));
    }

    @Test
    void correctionIsThatOfBenjaminiAndHochberg() {
        // scipy.stats.false_discovery_control([.01, .04, .03, .005]), scipy 1.17
        assertThat(Association.corrected(new double[] {0.01, 0.04, 0.03, 0.005}, 4))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomBasketsHaveNoRuleOfWeight(long seed) {
        Random random = new Random(seed);
        TransactionsBuilder builder = new TransactionsBuilder();
        for (int t = 0; t < 500; t++) {
            for (int item = 0; item < 8; item++) {
                if (random.nextDouble() < 0.4) {
                    builder.item("i" + item);
                }
            }
            builder.end();
        }
        Transactions transactions = builder.build();
        RuleSet rules = RuleMiner.mine(
                mined(transactions, 25), transactions, RuleOptions.of(Fraction.parse("Confidence", "0")));
        assertThat(rules.ofWeight()).isEmpty();
        assertThat(rules.why()).startsWith("No rule of weight");
    }

    /** Three columns of four words each, drawn at random; pairs that stand together by chance are what passes the support. */
    @Test
    void smallTablesOfChanceSeldomHaveARuleOfWeight() {
        int withRules = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            TransactionsBuilder builder = new TransactionsBuilder();
            for (int row = 0; row < 100; row++) {
                for (int column = 0; column < 3; column++) {
                    builder.item("c" + column + "=" + random.nextInt(4));
                }
                builder.end();
            }
            Transactions transactions = builder.build();
            RuleSet rules = RuleMiner.mine(
                    mined(transactions, 8), transactions, RuleOptions.of(Fraction.parse("Confidence", "0.3")));
            withRules += rules.ofWeight().isEmpty() ? 0 : 1;
        }
        // Three are to be expected of sixty at 5 %; corrected for the rules looked at alone it was a quarter.
        assertThat(withRules).as("tables with rules, seeds 1 to 60").isLessThanOrEqualTo(6);
    }

    @Test
    void theSpaceOfRulesIsCountedByLength() {
        TransactionsBuilder builder = new TransactionsBuilder();
        for (int t = 0; t < 10; t++) {
            for (int item = 0; item < 5; item++) {
                builder.item("i" + item);
            }
            builder.end();
        }
        Transactions transactions = builder.build();
        boolean[] all = {true, true, true, true, true};
        // Pairs 5 x 4, triples 5 x C(4,2), then 5 x C(4,3) and 5 x C(4,4).
        RuleSpace one = new RuleSpace(mined(transactions, 10), all, 1);
        assertThat(one.possible()).isEqualTo(20 + 30 + 20 + 5);
        assertThat(one.tests(2)).isEqualTo(4 * 20);
        boolean[] first = {true, false, false, false, false};
        assertThat(new RuleSpace(mined(transactions, 10), first, 1).possible()).isEqualTo(4 + 6 + 4 + 1);
    }
}
