package io.haechi.call.speech.pull;

/** Hears how far a model has come. */
public interface PullListener {
    /** Does not care. */
    PullListener NONE = (_, _, _) -> {};

    /**
     * Some of a step is done.
     *
     * @param step what is being done, in a few words
     * @param done bytes done
     * @param all bytes to do; 0 if not known
     */
    void done(String step, long done, long all);
}
