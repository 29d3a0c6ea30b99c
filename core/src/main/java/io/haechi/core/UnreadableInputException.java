package io.haechi.core;

/** An input that cannot be read or judged; the message is one sentence for the person who gave it. Exit code 4. */
public class UnreadableInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableInputException(String message) {
        super(message);
    }

    public UnreadableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
