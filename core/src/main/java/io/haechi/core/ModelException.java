package io.haechi.core;

/** A model that is missing, damaged or not allowed; the message says what to do. Exit code 5. */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
