package io.haechi.segment.rules;

import java.util.Arrays;

/**
 * Builds the first prefix tree. Transactions are put into dictionary order first: then each one only has to be compared with
 * the one before it, no child is ever looked for, and the nodes of a path lie beside each other in memory, which is what
 * walking up the tree costs or saves.
 */
final class FirstTree {
    private FirstTree() {}

    /** Puts the tree on the stack; the first node of each item, by rank. */
    static int[] build(Transactions transactions, FrequentItems items, PrefixTrees trees) {
        int[] heads = new int[items.size()];
        Arrays.fill(heads, PrefixTrees.ROOT);
        Transactions ranked = items.project(transactions);
        int[] offsets = ranked.offsets();
        int[] values = ranked.items();
        int[] nodes = new int[items.size()];
        int start = 0;
        int length = 0;
        for (int t : LexicalOrder.of(offsets, values, items.size())) {
            int from = offsets[t];
            int size = offsets[t + 1] - from;
            int differs = Arrays.mismatch(values, start, start + length, values, from, from + size);
            int shared = differs < 0 ? size : differs;
            for (int depth = 0; depth < shared; depth++) {
                trees.count[nodes[depth]]++;
            }
            for (int depth = shared; depth < size; depth++) {
                int item = values[from + depth];
                nodes[depth] = trees.add(item, 1, depth == 0 ? PrefixTrees.ROOT : nodes[depth - 1], heads[item]);
                heads[item] = nodes[depth];
            }
            start = from;
            length = size;
        }
        return heads;
    }
}
