package io.haechi.text.normal;

/** How Latin letters are written. */
public enum Latin {
    /** As they are. */
    KEEP,
    /** In lower case. */
    LOWER,
    /** Capitals in a row by their Korean names, up to four (KB becomes 케이비), everything else in lower case. */
    SPELL,
    /** Left out. */
    DROP
}
