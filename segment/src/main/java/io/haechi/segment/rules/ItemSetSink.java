package io.haechi.segment.rules;

/**
 * Takes frequent item sets as they are found, many at a time: every set is {@code base} with any subset of {@code free}, and
 * all of them are held by the same transactions. Dense data has few such families and millions of sets.
 */
@FunctionalInterface
public interface ItemSetSink {

    /**
     * One family of {@code 2^freeSize} sets.
     *
     * @param base items in every set of the family, in no particular order; valid during the call only
     * @param baseSize how many of them; may be zero, and then the empty set is not a member
     * @param free items that may be added in any combination, disjoint from the base; valid during the call only
     * @param freeSize how many of them
     * @param count in how many transactions each of the sets stands
     * @return whether sets that hold the base and further items are wanted; otherwise the branch may be left
     */
    boolean family(int[] base, int baseSize, int[] free, int freeSize, int count);
}
