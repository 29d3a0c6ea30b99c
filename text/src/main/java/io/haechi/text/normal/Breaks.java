package io.haechi.text.normal;

/** What becomes of the space between words and lines. */
public enum Breaks {
    /** Lines stay lines; other white space becomes single spaces. */
    LINES,
    /** All white space, line ends included, becomes single spaces. */
    SPACES,
    /** Everything is written together: recognisers do not agree where Korean words end. */
    NONE
}
