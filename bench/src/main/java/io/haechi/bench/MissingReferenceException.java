package io.haechi.bench;

/** A reference that is not there; the message is a sentence that says what is missing and how to get it. */
final class MissingReferenceException extends Exception {
    private static final long serialVersionUID = 1;

    MissingReferenceException(String sentence) {
        super(sentence);
    }
}
