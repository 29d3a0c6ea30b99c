package io.haechi.segment.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frequent item sets level by level (Apriori), counted by the bits of the transactions that hold them.
 *
 * <p>Sets of <i>n</i> items are joined from two of <i>n-1</i> that differ in their last item, and kept only if all their parts
 * are frequent [1]. Pairs are counted by going through the transactions; of longer sets the transactions are a bitmap, so
 * counting is an AND and a population count. It is here because it is what many know, and as an independent check of
 * {@link FpGrowth}; on dense data its levels do not fit into memory, and it refuses then.
 *
 * @see <a href="https://www.vldb.org/conf/1994/P487.PDF">[1] Agrawal, Srikant: Fast algorithms for mining association rules,
 *     1994</a>
 */
public final class Apriori {
    private static final long MOST_WORDS = 1L << 27;

    private final FrequentItems items;
    private final int minCount;
    private final ItemSetSink sink;
    private final int words;

    private Apriori(FrequentItems items, int minCount, ItemSetSink sink, int words) {
        this.items = items;
        this.minCount = minCount;
        this.sink = sink;
        this.words = words;
    }

    /** A frequent set of one level: items by rank, increasing, and the transactions that hold them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Candidate(int[] ranks, long[] held) {}

    /**
     * Finds every item set that stands in at least {@code minCount} transactions, each once, shorter ones first.
     *
     * @throws IllegalArgumentException if one level needs more than a gibibyte
     */
    public static void mine(Transactions transactions, int minCount, ItemSetSink sink) {
        if (minCount < 1) {
            throw new IllegalArgumentException("An item set must stand in at least 1 transaction, got " + minCount);
        }
        FrequentItems items = FrequentItems.of(transactions, minCount);
        int words = (transactions.size() + 63) / 64;
        Apriori apriori = new Apriori(items, minCount, sink, words);
        List<Candidate> singles = apriori.singles(transactions);
        apriori.tell(singles);
        List<Candidate> level = apriori.pairs(singles, items.project(transactions));
        while (!level.isEmpty()) {
            apriori.tell(level);
            level = apriori.next(level);
        }
    }

    private List<Candidate> singles(Transactions transactions) {
        requireRoom(items.size());
        List<Candidate> level = new ArrayList<>();
        for (int rank = 0; rank < items.size(); rank++) {
            level.add(new Candidate(new int[] {rank}, new long[words]));
        }
        for (int t = 0; t < transactions.size(); t++) {
            for (int at = transactions.offsets()[t]; at < transactions.offsets()[t + 1]; at++) {
                int rank = items.rank()[transactions.items()[at]];
                if (rank >= 0) {
                    level.get(rank).held()[t >> 6] |= 1L << t;
                }
            }
        }
        return level;
    }

    /**
     * The second level, counted from the transactions: where there are many items most pairs stand in none, and a pair that
     * nobody looks at costs nothing.
     */
    private List<Candidate> pairs(List<Candidate> singles, Transactions ranked) {
        List<Candidate> pairs = new ArrayList<>();
        int[] counts = new int[singles.size()];
        for (int first = 0; first < singles.size(); first++) {
            Arrays.fill(counts, 0);
            countWith(first, singles.get(first).held(), ranked, counts);
            for (int second = first + 1; second < counts.length; second++) {
                if (counts[second] >= minCount) {
                    long[] held =
                            and(singles.get(first).held(), singles.get(second).held());
                    pairs.add(new Candidate(new int[] {first, second}, held));
                    requireRoom(pairs.size());
                }
            }
        }
        return pairs;
    }

    /** In how many of these transactions each rarer item stands. */
    private static void countWith(int first, long[] held, Transactions ranked, int[] counts) {
        for (int word = 0; word < held.length; word++) {
            for (long bits = held[word]; bits != 0; bits &= bits - 1) {
                int t = (word << 6) + Long.numberOfTrailingZeros(bits);
                int from = ranked.offsets()[t];
                for (int at = ranked.offsets()[t + 1] - 1; at >= from && ranked.items()[at] > first; at--) {
                    counts[ranked.items()[at]]++;
                }
            }
        }
    }

    private void requireRoom(long sets) {
        if (sets * words > MOST_WORDS) {
            throw new IllegalArgumentException("Apriori would need more than 1 GiB for one level of " + sets
                    + " sets; use FP-Growth, or raise the support.");
        }
    }

    private void tell(List<Candidate> level) {
        for (Candidate each : level) {
            int[] names = new int[each.ranks().length];
            for (int i = 0; i < names.length; i++) {
                names[i] = items.original()[each.ranks()[i]];
            }
            sink.family(names, names.length, names, 0, count(each.held()));
        }
    }

    private List<Candidate> next(List<Candidate> level) {
        SetIndex known = SetIndex.of(level.stream().map(Candidate::ranks).toList());
        List<Candidate> next = new ArrayList<>();
        for (int i = 0; i < level.size(); i++) {
            for (int j = i + 1; j < level.size() && isJoined(level.get(i), level.get(j)); j++) {
                int[] joined = join(level.get(i).ranks(), level.get(j).ranks());
                if (known.holdsAllParts(joined)) {
                    long[] held = and(level.get(i).held(), level.get(j).held());
                    if (count(held) >= minCount) {
                        next.add(new Candidate(joined, held));
                        requireRoom(next.size());
                    }
                }
            }
        }
        return next;
    }

    /** Whether all but the last items are the same. */
    private static boolean isJoined(Candidate first, Candidate second) {
        int last = first.ranks().length - 1;
        return Arrays.equals(first.ranks(), 0, last, second.ranks(), 0, last);
    }

    private static int[] join(int[] first, int[] second) {
        int[] joined = Arrays.copyOf(first, first.length + 1);
        joined[first.length] = second[second.length - 1];
        return joined;
    }

    private static long[] and(long[] first, long[] second) {
        long[] both = new long[first.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = first[i] & second[i];
        }
        return both;
    }

    private static int count(long[] held) {
        int count = 0;
        for (long word : held) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
