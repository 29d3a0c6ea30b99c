package io.haechi.text.normal;

/** What becomes of places where a name or number was masked. */
public enum Masks {
    /** Nothing: they stay the characters they are. */
    KEEP,
    /** Each becomes one {@code ○}, however it was written. */
    ONE,
    /** Left out. */
    DROP
}
