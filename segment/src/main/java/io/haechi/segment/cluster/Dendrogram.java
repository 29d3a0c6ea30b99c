package io.haechi.segment.cluster;

import java.util.Arrays;

/**
 * Who joins whom, nearest first. Points are groups 0 to n-1; the <i>i</i>-th merge makes group n+i.
 *
 * @param left one of the two groups of each merge
 * @param right the other
 * @param heights their distance, never falling
 * @param sizes how many points are in the group made
 */
@SuppressWarnings("ArrayRecordComponent")
public record Dendrogram(int[] left, int[] right, double[] heights, int[] sizes) {

    /** How many points it is made of. */
    public int points() {
        return heights.length + 1;
    }

    /**
     * The groups that are left when all but the last {@code k - 1} merges are made.
     *
     * @return a group from 0 to k-1 for each point, numbered by their first points
     */
    public int[] cut(int k) {
        int points = points();
        if (k < 1 || k > points) {
            throw new IllegalArgumentException("Number of groups must be between 1 and " + points + ", got " + k);
        }
        int merges = points - k;
        int[] top = new int[points + merges];
        Arrays.setAll(top, group -> group);
        for (int i = merges - 1; i >= 0; i--) {
            top[left[i]] = top[points + i];
            top[right[i]] = top[points + i];
        }
        int[] number = new int[points + merges];
        Arrays.fill(number, -1);
        int[] labels = new int[points];
        int next = 0;
        for (int point = 0; point < points; point++) {
            if (number[top[point]] < 0) {
                number[top[point]] = next++;
            }
            labels[point] = number[top[point]];
        }
        return labels;
    }
}
