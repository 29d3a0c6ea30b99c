package io.haechi.core;

import java.util.List;

/**
 * Something that judges inputs of one kind. Holds native memory: close it.
 *
 * @param <I> type of the input
 */
public interface Detector<I> extends AutoCloseable {

    /**
     * Judges one input.
     *
     * @throws UnreadableInputException if the input cannot be judged at all
     */
    Verdict detect(I input);

    /** Judges several inputs, in order. */
    default List<Verdict> detectAll(List<I> inputs) {
        return inputs.stream().map(this::detect).toList();
    }

    @Override
    void close();
}
