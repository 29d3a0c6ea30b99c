package io.haechi.segment.rules;

import java.util.Arrays;

/**
 * Frequent item sets by pattern growth (FP-Growth), on flat arrays.
 *
 * <p>Transactions are folded into a prefix tree, most frequent items first. For each item, rarest first, the paths above its
 * nodes are the transactions that hold it; they are copied into a smaller tree, in which the same is done again [1]. Nothing
 * here is an object: trees lie on a stack of arrays ({@link PrefixTrees}), and a copy is found through a mark on the node it
 * was made from, as in Borgelt's implementation [2].
 *
 * <p>An item that stands in <em>every</em> transaction of a branch is set aside: it can join any set found below without
 * changing its count. So a branch ends in a family of sets instead of an enumeration, which is what makes dense data quick:
 * mushroom at 10 % has 574,431 frequent sets and 4,885 families. A tree that is one path is the extreme case and never
 * becomes a tree at all.
 *
 * <p>Memory: 24 bytes per node of the first tree (at most one node per item in the data), and less for all trees above it.
 *
 * @see <a href="https://doi.org/10.1145/335191.335372">[1] Han, Pei, Yin: Mining frequent patterns without candidate
 *     generation, 2000</a>
 * @see <a href="https://doi.org/10.1145/1133905.1133907">[2] Borgelt: An implementation of the FP-growth algorithm, 2005</a>
 */
public final class FpGrowth {
    private final FrequentItems items;
    private final int minCount;
    private final ItemSetSink sink;
    private final PrefixTrees trees;
    private final int[] base;
    private final int[] free;

    private FpGrowth(FrequentItems items, int minCount, ItemSetSink sink, PrefixTrees trees) {
        this.items = items;
        this.minCount = minCount;
        this.sink = sink;
        this.trees = trees;
        this.base = new int[items.size()];
        this.free = new int[items.size()];
    }

    /**
     * Finds every item set that stands in at least {@code minCount} transactions, each once.
     *
     * @param minCount at least 1
     * @param sink is given the sets; items carry their numbers in {@code transactions}
     */
    public static void mine(Transactions transactions, int minCount, ItemSetSink sink) {
        if (minCount < 1) {
            throw new IllegalArgumentException("An item set must stand in at least 1 transaction, got " + minCount);
        }
        FrequentItems items = FrequentItems.of(transactions, minCount);
        PrefixTrees trees = new PrefixTrees(1 << 12);
        int[] heads = FirstTree.build(transactions, items, trees);
        FpGrowth growth = new FpGrowth(items, minCount, sink, trees);
        growth.grow(items.original(), heads, items.counts(), items.size(), 0, 0);
    }

    /**
     * Goes through a tree, rarest item first.
     *
     * @param names original numbers of the tree's items
     * @param heads first node of each
     * @param counts how often each stands in the tree
     */
    private void grow(int[] names, int[] heads, int[] counts, int size, int baseSize, int freeSize) {
        int[] above = new int[size];
        int[] local = new int[size];
        for (int i = size - 1; i >= 0; i--) {
            base[baseSize] = names[i];
            branch(names, heads[i], counts[i], i, above, local, baseSize + 1, freeSize);
        }
    }

    private void branch(
            int[] names, int head, int count, int below, int[] above, int[] local, int baseSize, int freeSize) {
        sumPaths(head, above, below);
        int kept = 0;
        int set = freeSize;
        for (int j = 0; j < below; j++) {
            if (above[j] == count) {
                free[set++] = names[j];
                local[j] = -1;
            } else {
                local[j] = above[j] >= minCount ? kept++ : -1;
            }
        }
        boolean isWanted = sink.family(base, baseSize, free, set, count);
        if (isWanted && kept > 0) {
            int bottom = trees.size;
            int[] newNames = new int[kept];
            int[] newCounts = new int[kept];
            for (int j = 0; j < below; j++) {
                if (local[j] >= 0) {
                    newNames[local[j]] = names[j];
                    newCounts[local[j]] = above[j];
                }
            }
            int[] newHeads = copyPaths(head, local, kept);
            grow(newNames, newHeads, newCounts, kept, baseSize, set);
            trees.size = bottom;
        }
    }

    /** How often each item stands above the nodes of one item. */
    private void sumPaths(int head, int[] above, int below) {
        Arrays.fill(above, 0, below, 0);
        int[] item = trees.item;
        int[] parent = trees.parent;
        int[] count = trees.count;
        int[] next = trees.next;
        for (int node = head; node != PrefixTrees.ROOT; node = next[node]) {
            int weight = count[node];
            for (int up = parent[node]; up != PrefixTrees.ROOT; up = parent[up]) {
                above[item[up]] += weight;
            }
        }
    }

    /** Copies the paths above the nodes of one item into a new tree, without the items that are set aside or too rare. */
    private int[] copyPaths(int head, int[] local, int kept) {
        int[] heads = new int[kept];
        Arrays.fill(heads, PrefixTrees.ROOT);
        int stamp = trees.newStamp();
        for (int node = head; node != PrefixTrees.ROOT; node = trees.next[node]) {
            int weight = trees.count[node];
            int child = PrefixTrees.ROOT;
            int up = trees.parent[node];
            while (up != PrefixTrees.ROOT && trees.stamp[up] != stamp) {
                int item = local[trees.item[up]];
                if (item >= 0) {
                    int made = trees.add(item, weight, PrefixTrees.ROOT, heads[item]);
                    heads[item] = made;
                    trees.copy[up] = made;
                    trees.stamp[up] = stamp;
                    if (child != PrefixTrees.ROOT) {
                        trees.parent[child] = made;
                    }
                    child = made;
                }
                up = trees.parent[up];
            }
            if (up != PrefixTrees.ROOT) {
                join(child, trees.copy[up], weight);
            }
        }
        return heads;
    }

    /** The rest of a path has been copied before: hang the new part below it and add the weight all the way up. */
    private void join(int child, int known, int weight) {
        if (child != PrefixTrees.ROOT) {
            trees.parent[child] = known;
        }
        for (int up = known; up != PrefixTrees.ROOT; up = trees.parent[up]) {
            trees.count[up] += weight;
        }
    }
}
