package io.haechi.voice.train;

import io.haechi.audio.features.FrontEnd;
import io.haechi.neural.Batch;
import io.haechi.neural.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Batches of altered windows, half of them fake. Every window is altered anew each time it is drawn: with a thousand clips
 * and a few kept variants of each, a network soon knows them all by heart. A batch depends on the seed, the epoch and
 * its index alone, so that a resumed run sees exactly what an uninterrupted one would have.
 */
public final class TrainingBatches implements Batches {
    private final List<Clip> clips;
    private final Sampler sampler;
    private final Alterations alterations;
    private final List<Clip> vocoded;
    private final CodedClips coded;
    private final FrontEnd frontEnd;
    private final int windowLength;
    private final int batchSize;
    private final int batchesPerEpoch;
    private final long seed;

    /** Batches of {@code batchSize} windows of {@code windowLength} samples, as pictures of this front end. */
    public TrainingBatches(
            List<Clip> clips,
            Alterations alterations,
            FrontEnd frontEnd,
            int windowLength,
            int batchSize,
            int batchesPerEpoch,
            long seed) {
        this.clips = List.copyOf(clips);
        this.sampler = new Sampler(clips);
        this.vocoded = alterations.makesFakes() ? vocoded(clips, alterations, seed) : List.of();
        List<Clip> all = new ArrayList<>(clips);
        all.addAll(vocoded);
        this.coded = alterations.codes() ? CodedClips.of(all, alterations, seed) : CodedClips.NONE;
        this.alterations = alterations;
        this.frontEnd = frontEnd;
        this.windowLength = windowLength;
        this.batchSize = batchSize;
        this.batchesPerEpoch = batchesPerEpoch;
        this.seed = seed;
    }

    private TrainingBatches(TrainingBatches all, Predicate<Clip> isLeftOut) {
        this.clips = all.clips.stream().filter(isLeftOut.negate()).toList();
        this.sampler = new Sampler(clips);
        this.vocoded = all.vocoded.stream().filter(isLeftOut.negate()).toList();
        this.coded = all.coded;
        this.alterations = all.alterations;
        this.frontEnd = all.frontEnd;
        this.windowLength = all.windowLength;
        this.batchSize = all.batchSize;
        this.batchesPerEpoch = all.batchesPerEpoch;
        this.seed = all.seed;
    }

    /**
     * The same without some clips and what was made of them; what was vocoded and coded before is kept, so that leaving out
     * one generator after another costs that once.
     *
     * @throws IllegalArgumentException if a class has no clips left
     */
    public TrainingBatches without(Predicate<Clip> isLeftOut) {
        return new TrainingBatches(this, isLeftOut);
    }

    /** Every real clip once through one of our vocoders: done before training, since it costs ten times all else. */
    private static List<Clip> vocoded(List<Clip> clips, Alterations alterations, long seed) {
        List<Clip> real = clips.stream().filter(clip -> !clip.fake()).toList();
        return IntStream.range(0, real.size())
                .parallel()
                .mapToObj(i -> {
                    Clip clip = real.get(i);
                    float[] samples = alterations.vocoded(clip.samples(), new SplittableRandom(seed * 7919 + i));
                    return new Clip(clip.id() + " vocoded", samples, true, clip.origin(), clip.source());
                })
                .toList();
    }

    @Override
    public int batchesPerEpoch() {
        return batchesPerEpoch;
    }

    @Override
    public Batch batch(int epoch, int index) {
        int bands = frontEnd.bands();
        int frames = frontEnd.frames(windowLength);
        float[] inputs = new float[batchSize * bands * frames];
        float[] targets = new float[batchSize];
        float[] weights = new float[batchSize];
        IntStream.range(0, batchSize).parallel().forEach(i -> {
            long clipSeed = ((seed * 1_000_003L + epoch) * 1_000_003L + index) * 1_000_003L + i;
            RandomGenerator random = new SplittableRandom(clipSeed);
            boolean fake = i % 2 == 0;
            Clip clip = fake && alterations.makesFake(random)
                    ? vocoded.get(random.nextInt(vocoded.size()))
                    : sampler.draw(fake, random);
            float[] heard = alterations.takesCoded(random) ? coded.draw(clip, random) : clip.samples();
            float[] altered = frontEnd.apply(alterations.altered(heard, random));
            float[] picture = alterations.masked(altered, bands, frames, random);
            System.arraycopy(picture, 0, inputs, i * bands * frames, bands * frames);
            targets[i] = fake ? 1 : 0;
            weights[i] = 1;
        });
        return new Batch(inputs, new long[] {batchSize, 1, bands, frames}, targets, weights);
    }
}
