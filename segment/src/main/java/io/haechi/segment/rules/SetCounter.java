package io.haechi.segment.rules;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts item sets by their size without ever writing one down. */
public final class SetCounter implements ItemSetSink {
    private long[] bySize = new long[16];
    private long total;

    @Override
    public boolean family(int[] base, int baseSize, int[] free, int freeSize, int count) {
        int longest = baseSize + freeSize;
        if (longest >= bySize.length) {
            bySize = Arrays.copyOf(bySize, longest * 2 + 2);
        }
        long ways = 1;
        for (int taken = 0; taken <= freeSize; taken++) {
            bySize[baseSize + taken] = Math.addExact(bySize[baseSize + taken], ways);
            total = Math.addExact(total, baseSize + taken == 0 ? 0 : ways);
            ways = Math.multiplyExact(ways, (long) freeSize - taken) / (taken + 1);
        }
        return true;
    }

    /** How many sets of each size, sizes without any left out. */
    public SortedMap<Integer, Long> bySize() {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (int size = 1; size < bySize.length; size++) {
            if (bySize[size] > 0) {
                counts.put(size, bySize[size]);
            }
        }
        return counts;
    }

    /** How many sets in all; the empty one does not count. */
    public long total() {
        return total;
    }
}
