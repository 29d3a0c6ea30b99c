package io.haechi.segment.table;

/** What is done with rows that lack a value. */
public enum MissingPolicy {
    /** They are left out, and it is said how many. */
    DROP,
    /** A number becomes the column's median; a missing word becomes a level of its own. */
    FILL,
    /** They are refused. */
    REFUSE
}
