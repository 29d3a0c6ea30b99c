package io.haechi.segment.rules;

import java.util.Arrays;

/**
 * Puts sequences of small numbers into dictionary order by counting, from the last place to the first: linear in all their
 * lengths together, whatever the number of sequences (Aho, Hopcroft, Ullman, 1974, algorithm 3.2).
 */
final class LexicalOrder {
    private LexicalOrder() {}

    /** The sequences' numbers in dictionary order, a prefix before what it begins; empty sequences are left out. */
    static int[] of(int[] offsets, int[] values, int valueCount) {
        int sequences = offsets.length - 1;
        int longest = 0;
        for (int s = 0; s < sequences; s++) {
            longest = Math.max(longest, offsets[s + 1] - offsets[s]);
        }
        int[] byLength = byLength(offsets, sequences, longest);
        int[] order = new int[sequences];
        int[] spare = new int[sequences];
        int[] places = new int[valueCount + 1];
        int sorted = 0;
        int taken = sequences;
        for (int place = longest - 1; place >= 0; place--) {
            int from = taken;
            while (from > 0 && length(offsets, byLength[from - 1]) == place + 1) {
                from--;
            }
            System.arraycopy(order, 0, spare, taken - from, sorted);
            System.arraycopy(byLength, from, spare, 0, taken - from);
            sorted += taken - from;
            taken = from;
            distribute(offsets, values, place, spare, order, sorted, places);
        }
        return Arrays.copyOf(order, sorted);
    }

    private static int length(int[] offsets, int sequence) {
        return offsets[sequence + 1] - offsets[sequence];
    }

    private static int[] byLength(int[] offsets, int sequences, int longest) {
        int[] starts = new int[longest + 2];
        for (int s = 0; s < sequences; s++) {
            starts[length(offsets, s) + 1]++;
        }
        for (int l = 0; l <= longest; l++) {
            starts[l + 1] += starts[l];
        }
        int[] order = new int[sequences];
        for (int s = 0; s < sequences; s++) {
            order[starts[length(offsets, s)]++] = s;
        }
        return order;
    }

    /** One stable counting pass by the value at one place. */
    private static void distribute(
            int[] offsets, int[] values, int place, int[] from, int[] to, int size, int[] places) {
        Arrays.fill(places, 0);
        for (int i = 0; i < size; i++) {
            places[values[offsets[from[i]] + place] + 1]++;
        }
        for (int v = 1; v < places.length; v++) {
            places[v] += places[v - 1];
        }
        for (int i = 0; i < size; i++) {
            to[places[values[offsets[from[i]] + place]]++] = from[i];
        }
    }
}
