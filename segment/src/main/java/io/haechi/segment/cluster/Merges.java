package io.haechi.segment.cluster;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Merges as they were found, each naming one point of either group; put into order they are a dendrogram. */
final class Merges {
    private final int[] a;
    private final int[] b;
    private final double[] heights;
    private int size;

    Merges(int points) {
        this.a = new int[points - 1];
        this.b = new int[points - 1];
        this.heights = new double[points - 1];
    }

    void add(int first, int second, double height) {
        a[size] = first;
        b[size] = second;
        heights[size++] = height;
    }

    Dendrogram dendrogram() {
        int points = a.length + 1;
        int[] order = IntStream.range(0, a.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> heights[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Groups groups = new Groups(2 * points - 1);
        int[] left = new int[a.length];
        int[] right = new int[a.length];
        double[] sorted = new double[a.length];
        int[] sizes = new int[a.length];
        int[] all = new int[2 * points - 1];
        java.util.Arrays.fill(all, 0, points, 1);
        for (int i = 0; i < order.length; i++) {
            int first = groups.top(a[order[i]]);
            int second = groups.top(b[order[i]]);
            left[i] = Math.min(first, second);
            right[i] = Math.max(first, second);
            sorted[i] = heights[order[i]];
            sizes[i] = all[first] + all[second];
            all[points + i] = sizes[i];
            groups.join(first, points + i);
            groups.join(second, points + i);
        }
        return new Dendrogram(left, right, sorted, sizes);
    }

    /** Which group a point is in by now. */
    private static final class Groups {
        private final int[] above;

        Groups(int size) {
            above = IntStream.range(0, size).toArray();
        }

        int top(int group) {
            int top = group;
            while (above[top] != top) {
                above[top] = above[above[top]];
                top = above[top];
            }
            return top;
        }

        void join(int group, int to) {
            above[group] = to;
        }
    }
}
