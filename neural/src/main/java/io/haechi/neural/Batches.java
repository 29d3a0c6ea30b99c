package io.haechi.neural;

/**
 * The training examples, in batches.
 *
 * <p>A batch must depend on nothing but its epoch and index (shuffling and augmentation draw from a generator seeded with
 * both): only then does a resumed training see what an uninterrupted one would have seen. {@link #batch} is called from a
 * background thread, one call at a time, in order; the first batch of all may be asked for twice.
 */
public interface Batches {
    /** How many batches make an epoch, 1 or more. */
    int batchesPerEpoch();

    /**
     * One batch.
     *
     * @param epoch from 0
     * @param index from 0, below {@link #batchesPerEpoch()}
     */
    Batch batch(int epoch, int index);
}
