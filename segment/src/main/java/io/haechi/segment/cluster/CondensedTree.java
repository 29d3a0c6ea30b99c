package io.haechi.segment.cluster;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A dendrogram from which parts too small to be groups have been taken as noise; chooses the groups that live longest. */
final class CondensedTree {
    private static final int NOISE = -1;

    private final Dendrogram tree;
    private final int points;
    private final int smallest;
    /** Of each group of the dendrogram: the condensed group it belongs to. */
    private final int[] group;

    private final int[] parent;
    private final double[] born;
    private final double[] stability;
    /** Where each point left its last group, and which that was. */
    private final int[] last;

    private int groups = 1;

    CondensedTree(Dendrogram tree, int smallest) {
        this.tree = tree;
        this.points = tree.points();
        this.smallest = smallest;
        this.group = new int[2 * points - 1];
        this.parent = new int[points];
        this.born = new double[points];
        this.stability = new double[points];
        this.last = new int[points];
        condense();
    }

    private int size(int node) {
        return node < points ? 1 : tree.sizes()[node - points];
    }

    private void condense() {
        parent[0] = -1;
        Deque<Integer> open = new ArrayDeque<>();
        open.push(2 * points - 2);
        while (!open.isEmpty()) {
            int node = open.pop();
            int own = group[node];
            if (node < points) {
                last[node] = own;
                continue;
            }
            int left = tree.left()[node - points];
            int right = tree.right()[node - points];
            double lambda = 1 / Math.max(tree.heights()[node - points], 1e-12);
            boolean isSplit = size(left) >= smallest && size(right) >= smallest;
            for (int child : new int[] {left, right}) {
                if (isSplit) {
                    group[child] = groups;
                    parent[groups] = own;
                    born[groups++] = lambda;
                    stability[own] += size(child) * (lambda - born[own]);
                    open.push(child);
                } else if (size(child) >= smallest) {
                    group[child] = own;
                    open.push(child);
                } else {
                    stability[own] += size(child) * (lambda - born[own]);
                    drop(child, own);
                }
            }
        }
    }

    private void drop(int node, int own) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            int next = open.pop();
            if (next < points) {
                last[next] = own;
            } else {
                open.push(tree.left()[next - points]);
                open.push(tree.right()[next - points]);
            }
        }
    }

    /** The chosen groups, numbered by their first points. The whole is never one of them. */
    int[] labels() {
        boolean[] isChosen = new boolean[groups];
        double[] below = new double[groups];
        for (int g = groups - 1; g >= 1; g--) {
            isChosen[g] = below[g] == 0 || stability[g] > below[g];
            below[parent[g]] += Math.max(stability[g], below[g]);
        }
        int[] number = new int[groups];
        Arrays.fill(number, NOISE);
        int next = 0;
        int[] labels = new int[points];
        for (int point = 0; point < points; point++) {
            int top = NOISE;
            for (int g = last[point]; g > 0; g = parent[g]) {
                top = isChosen[g] ? g : top;
            }
            if (top >= 0 && number[top] < 0) {
                number[top] = next++;
            }
            labels[point] = top < 0 ? NOISE : number[top];
        }
        return labels;
    }
}
