package io.haechi.segment;

import io.haechi.segment.rules.Apriori;
import io.haechi.segment.rules.ClosedSets;
import io.haechi.segment.rules.FpGrowth;
import io.haechi.segment.rules.Fraction;
import io.haechi.segment.rules.ItemSets;
import io.haechi.segment.rules.RuleMiner;
import io.haechi.segment.rules.RuleOptions;
import io.haechi.segment.rules.RuleSet;
import io.haechi.segment.rules.SetCollector;
import io.haechi.segment.rules.SetCounter;
import io.haechi.segment.rules.TopSets;
import io.haechi.segment.rules.Transactions;
import io.haechi.segment.table.Plain;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Mines transactions for what stands together.
 *
 * <pre>{@code
 * Transactions baskets = BasketReader.read(Path.of("baskets.txt"), null);
 * Mined mined = Baskets.mine(baskets, Fraction.parse("Support", "0.01"), Kind.ALL, RuleOptions.of(Fraction.parse("Confidence", "0.5")));
 * System.out.println(mined.rules().why());
 * }</pre>
 */
public final class Baskets {
    /** More item sets than this are counted, but neither written down nor made rules of. */
    public static final long MOST_SETS = 20_000_000;

    /** Which item sets are wanted. */
    public enum Kind {
        /** All frequent ones, by FP-Growth. */
        ALL,
        /** The same, by Apriori. */
        APRIORI,
        /** Those that no larger one equals in count. */
        CLOSED,
        /** Those that no larger frequent one holds. */
        MAXIMAL
    }

    /**
     * What was found.
     *
     * @param minCount the least count that reaches the support
     * @param itemSets how many sets
     * @param bySize how many of each size
     * @param sets all of them, or null if there are too many
     * @param rules made of them, or null if there are too many or none was asked for
     * @param seconds how long the item sets took, reading left out
     * @param ruleSeconds how long the rules took
     */
    public record Mined(
            Transactions transactions,
            int minCount,
            long itemSets,
            SortedMap<Integer, Long> bySize,
            @Nullable ItemSets sets,
            @Nullable RuleSet rules,
            double seconds,
            double ruleSeconds) {

        /** What was found, for somebody who decides what to offer to whom; if nothing, what to ask for instead. */
        public String why() {
            if (rules == null) {
                return Plain.count(itemSets)
                        + " item sets are too many to make rules of; raise --support, or ask for --closed or --maximal"
                        + " ones.";
            }
            return rules.tested() == 0 ? none() : rules.why();
        }

        /** There is nothing that a rule could be made of, whatever its confidence. */
        private String none() {
            String least =
                    Plain.count(minCount) + " of " + Plain.count(transactions.size(), "transaction", "transactions");
            if (itemSets == 0) {
                return "No rule is possible: no item stands in at least " + least + "; lower --support.";
            }
            boolean isAlone = true;
            for (int each = 0; each < transactions.size(); each++) {
                isAlone &= transactions.offsets()[each + 1] - transactions.offsets()[each] < 2;
            }
            if (isAlone) {
                return "No rule is possible: every transaction holds one item only; are items separated by commas or spaces,"
                        + " one transaction a line, or is there one column only?";
            }
            return bySize.lastKey() == 1
                    ? "No rule is possible: no two items stand together in at least " + least + "; lower --support."
                    : "No rule is possible: what is asked for by --consequent stands with nothing else in at least "
                            + least + "; lower --support.";
        }
    }

    private Baskets() {}

    /** Mines for item sets of this support and for rules. */
    public static Mined mine(Transactions transactions, Fraction support, Kind kind, RuleOptions options) {
        if (support.numerator() == 0) {
            throw new IllegalArgumentException(
                    "Support must be above 0 and at most 1, got 0; write 0.01 for one transaction in a hundred.");
        }
        long start = System.nanoTime();
        int minCount = (int) Math.max(1, support.ceilingOf(transactions.size()));
        SetCounter counter = new SetCounter();
        ItemSets sets = switch (kind) {
            case ALL -> collected(transactions, minCount, counter);
            case APRIORI -> {
                SetCollector collector = new SetCollector(transactions.names());
                Apriori.mine(transactions, minCount, collector);
                yield counted(collector.sets(), counter);
            }
            case CLOSED -> counted(ClosedSets.closed(transactions, minCount), counter);
            case MAXIMAL -> counted(ClosedSets.maximal(transactions, minCount), counter);
        };
        long mined = System.nanoTime();
        RuleSet rules = sets == null ? null : RuleMiner.mine(sets, transactions, options);
        return new Mined(
                transactions,
                minCount,
                counter.total(),
                counter.bySize(),
                sets,
                rules,
                (mined - start) / 1e9,
                (System.nanoTime() - mined) / 1e9);
    }

    /** The most frequent sets of at least so many items, without a support. */
    public static ItemSets top(Transactions transactions, int wanted, int shortest) {
        return TopSets.of(transactions, wanted, shortest);
    }

    /** Counting is cheap where writing down is not: a support too low costs a moment, no memory. */
    private static @Nullable ItemSets collected(Transactions transactions, int minCount, SetCounter counter) {
        SetCollector collector = new SetCollector(transactions.names());
        FpGrowth.mine(transactions, minCount, (base, baseSize, free, freeSize, count) -> {
            counter.family(base, baseSize, free, freeSize, count);
            return counter.total() > MOST_SETS || collector.family(base, baseSize, free, freeSize, count);
        });
        return counter.total() > MOST_SETS ? null : collector.sets();
    }

    private static ItemSets counted(ItemSets sets, SetCounter counter) {
        int[] none = {};
        for (int set = 0; set < sets.size(); set++) {
            counter.family(none, sets.length(set), none, 0, sets.counts()[set]);
        }
        return sets;
    }
}
