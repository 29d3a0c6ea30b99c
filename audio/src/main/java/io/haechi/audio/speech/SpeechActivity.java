package io.haechi.audio.speech;

import java.util.Arrays;
import java.util.List;

/**
 * Listens to one channel at 16 kHz, piece by piece, and tells where somebody speaks and how good the sound is.
 *
 * <p>A chunk under -70 dBFS that follows another such chunk does not run the network: it counts as probability 0, and the
 * recurrent state starts afresh after it, so two hours of silence take a moment. The network is run on 32 chunks at once,
 * so up to the last second becomes known only with {@link #catchUp} or {@link #finish}. The answers do not depend on how
 * the sound is cut into pieces, and memory does not grow with its length but for the list of stretches; with a memory of
 * some seconds not even for that.
 *
 * <p>Not safe for several threads at once.
 */
public final class SpeechActivity {

    /** Mean power under which a chunk counts as silence without asking the network: -70 dBFS. */
    static final double SILENCE_POWER = 1e-7;

    private static final int BATCH = 32;
    private static final int CONTEXT = SileroNetwork.ROW - SpeechDetector.CHUNK;

    private final SileroNetwork network;
    private final Hysteresis hysteresis;
    private final QualityMeter meter;
    private final double[] powers = new double[BATCH];
    private final float[] rows = new float[BATCH * SileroNetwork.ROW];
    private final float[] hidden = new float[SileroNetwork.STATE];
    private final float[] cell = new float[SileroNetwork.STATE];
    private final float[] chunk = new float[SpeechDetector.CHUNK];
    private final float[] context = new float[CONTEXT];
    private int chunkLength;
    private int batched;
    private boolean wasSilent;
    private long samples;
    private boolean isFinished;
    private float[] fresh = new float[256];
    private int freshCount;

    SpeechActivity(SileroNetwork network, SpeechOptions options, double memorySeconds) {
        this.network = network;
        this.hysteresis = new Hysteresis(options, memorySeconds);
        double chunks = Math.ceil(memorySeconds * SpeechDetector.SAMPLE_RATE / SpeechDetector.CHUNK);
        this.meter = new QualityMeter((long) chunks);
    }

    /**
     * Hears the next samples.
     *
     * @param block samples at 16 kHz, full scale -1 to 1
     * @param length how many of them, 0 to {@code block.length}
     * @return probabilities of speech, 0 to 1, of the chunks that became known by this call, in order; chunk <i>i</i> of
     *     the whole sound covers 32 ms from <i>i</i> times 32 ms
     * @throws IllegalStateException after {@link #finish}
     */
    public float[] feed(float[] block, int length) {
        if (isFinished) {
            throw new IllegalStateException("Nothing can be fed after finish; ask for a new activity");
        }
        freshCount = 0;
        for (int at = 0; at < length; ) {
            int taken = Math.min(chunk.length - chunkLength, length - at);
            System.arraycopy(block, at, chunk, chunkLength, taken);
            chunkLength += taken;
            at += taken;
            if (chunkLength == chunk.length) {
                hearChunk(chunkLength);
            }
        }
        samples += length;
        return Arrays.copyOf(fresh, freshCount);
    }

    /**
     * Hears the whole chunks that still wait for others to be heard with, and returns their probabilities: for whoever
     * cannot wait a second. Costs a run of the network; probabilities may differ in their last bit from those heard
     * together.
     */
    public float[] catchUp() {
        freshCount = 0;
        runBatch();
        return Arrays.copyOf(fresh, freshCount);
    }

    /** Ends the sound (an unfinished chunk is filled with silence) and returns the probabilities still due. */
    public float[] finish() {
        freshCount = 0;
        if (!isFinished) {
            isFinished = true;
            if (chunkLength > 0) {
                Arrays.fill(chunk, chunkLength, chunk.length, 0f);
                hearChunk(chunkLength);
            }
            runBatch();
            hysteresis.finish(soundSeconds());
        }
        return Arrays.copyOf(fresh, freshCount);
    }

    /**
     * Where somebody speaks, in order, as known by now; complete after {@link #finish}. With a memory: what of it lies
     * within.
     */
    public List<Stretch> stretches() {
        return hysteresis.stretches();
    }

    /** Seconds of all {@link #stretches} together. */
    public double speechSeconds() {
        return stretches().stream().mapToDouble(Stretch::seconds).sum();
    }

    /** Seconds of sound heard. */
    public double soundSeconds() {
        return (double) samples / SpeechDetector.SAMPLE_RATE;
    }

    /** How good the sound is, or as much of it as is remembered, as known by now; complete after {@link #finish}. */
    public SoundQuality quality() {
        return meter.report();
    }

    private void hearChunk(int length) {
        chunkLength = 0;
        double power = meter.hear(chunk, length);
        boolean isSilent = power < SILENCE_POWER;
        if (isSilent && wasSilent) {
            runBatch();
            Arrays.fill(hidden, 0f);
            Arrays.fill(cell, 0f);
            give(0f, power);
        } else {
            int row = batched * SileroNetwork.ROW;
            System.arraycopy(context, 0, rows, row, CONTEXT);
            System.arraycopy(chunk, 0, rows, row + CONTEXT, chunk.length);
            powers[batched] = power;
            batched++;
            if (batched == BATCH) {
                runBatch();
            }
        }
        wasSilent = isSilent;
        System.arraycopy(chunk, chunk.length - CONTEXT, context, 0, CONTEXT);
    }

    private void runBatch() {
        if (batched > 0) {
            float[] probabilities = network.probabilities(rows, batched, hidden, cell);
            for (int i = 0; i < batched; i++) {
                give(probabilities[i], powers[i]);
            }
            batched = 0;
        }
    }

    private void give(float probability, double power) {
        hysteresis.hear(probability);
        meter.weigh(power, probability);
        if (freshCount == fresh.length) {
            fresh = Arrays.copyOf(fresh, 2 * fresh.length);
        }
        fresh[freshCount] = probability;
        freshCount++;
    }
}
