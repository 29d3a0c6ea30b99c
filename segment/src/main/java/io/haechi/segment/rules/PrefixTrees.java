package io.haechi.segment.rules;

import java.util.Arrays;

/**
 * A stack of prefix trees in five flat arrays. A node is an index; a tree is a stretch of the arrays that begins where the
 * tree below it on the stack ends, and goes when the stack is cut back. There are no links to children: trees are walked from
 * their nodes up to the root, so that a tree of a tree is copied path by path, and {@code copy} remembers what has been.
 */
final class PrefixTrees {
    static final int ROOT = -1;

    int[] item;
    int[] count;
    int[] parent;
    /** The next node of the same item in the same tree, or {@link #ROOT}. */
    int[] next;
    /** Where this node's copy is in the tree being built, if {@code stamp} says so. */
    int[] copy;

    int[] stamp;
    int size;
    private int stamps;

    PrefixTrees(int capacity) {
        item = new int[capacity];
        count = new int[capacity];
        parent = new int[capacity];
        next = new int[capacity];
        copy = new int[capacity];
        stamp = new int[capacity];
    }

    /** A mark that no node carries yet. */
    int newStamp() {
        return ++stamps;
    }

    /** Puts a node on the stack; its number. */
    int add(int newItem, int newCount, int newParent, int newNext) {
        if (size == item.length) {
            grow();
        }
        item[size] = newItem;
        count[size] = newCount;
        parent[size] = newParent;
        next[size] = newNext;
        stamp[size] = 0;
        return size++;
    }

    private void grow() {
        int larger = (int) Math.min(Integer.MAX_VALUE - 8L, item.length * 2L);
        item = Arrays.copyOf(item, larger);
        count = Arrays.copyOf(count, larger);
        parent = Arrays.copyOf(parent, larger);
        next = Arrays.copyOf(next, larger);
        copy = Arrays.copyOf(copy, larger);
        stamp = Arrays.copyOf(stamp, larger);
    }
}
