package io.haechi.core;

/**
 * One labelled input.
 *
 * @param id what names it in reports, unique within its data set; for files the path as the manifest gives it
 * @param input what a detector is given
 * @param positive whether it belongs to the problem's positive class
 * @param source where it comes from (a generator, a corpus, a call centre); figures are printed for each
 * @param group examples of one group (a speaker, a call, a scene) never stand in two splits
 * @param split {@code train}, {@code valid}, {@code test} or any other name
 * @param <I> type of the input
 */
public record Example<I>(String id, I input, boolean positive, String source, String group, String split) {

    /** The same example with another form of its input. */
    public <J> Example<J> with(J newInput) {
        return new Example<>(id, newInput, positive, source, group, split);
    }
}
