package io.haechi.segment.rules;

import java.util.Set;

/**
 * Which rules are wanted.
 *
 * @param confidence the least confidence
 * @param consequents how many items may follow, 1 to 3
 * @param wanted names of items of which one must follow; empty for any
 */
public record RuleOptions(Fraction confidence, int consequents, Set<String> wanted) {

    public RuleOptions {
        if (consequents < 1 || consequents > 3) {
            throw new IllegalArgumentException("A consequent has between 1 and 3 items, got " + consequents + ".");
        }
        wanted = Set.copyOf(wanted);
    }

    /** One item that follows, at this confidence. */
    public static RuleOptions of(Fraction confidence) {
        return new RuleOptions(confidence, 1, Set.of());
    }
}
