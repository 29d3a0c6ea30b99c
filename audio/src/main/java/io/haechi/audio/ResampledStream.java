package io.haechi.audio;

import java.util.List;
import java.util.function.Supplier;

/** Another stream's sound at another rate. */
final class ResampledStream implements SoundStream {

    private static final int FRAMES_PER_READ = 8192;

    private final SoundStream source;
    private final int sampleRate;
    private final Resampler[] resamplers;
    private final float[][] read;
    private final float[][] ready;
    private int readyFrom;
    private boolean isAtEnd;

    ResampledStream(SoundStream source, int sampleRate) {
        this(source, sampleRate, () -> new Resampler(source.sampleRate(), sampleRate));
    }

    /** The stream itself if it has the rate already, or else a stream of it that comes as promptly as it can. */
    static SoundStream prompt(SoundStream source, int sampleRate) {
        return source.sampleRate() == sampleRate
                ? source
                : new ResampledStream(source, sampleRate, () -> Resampler.prompt(source.sampleRate(), sampleRate));
    }

    private ResampledStream(SoundStream source, int sampleRate, Supplier<Resampler> resampler) {
        this.source = source;
        this.sampleRate = sampleRate;
        this.resamplers = new Resampler[source.channels()];
        for (int c = 0; c < resamplers.length; c++) {
            resamplers[c] = resampler.get();
        }
        this.read = new float[source.channels()][FRAMES_PER_READ];
        this.ready = new float[source.channels()][0];
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public List<String> notes() {
        return source.notes();
    }

    @Override
    public int read(float[][] into, int frames) {
        while (readyFrom == ready[0].length) {
            if (isAtEnd) {
                return -1;
            }
            refill();
        }
        int given = Math.min(frames, ready[0].length - readyFrom);
        for (int c = 0; c < ready.length; c++) {
            System.arraycopy(ready[c], readyFrom, into[c], 0, given);
        }
        readyFrom += given;
        return given;
    }

    private void refill() {
        int got = source.read(read, FRAMES_PER_READ);
        isAtEnd = got < 0;
        readyFrom = 0;
        for (int c = 0; c < ready.length; c++) {
            ready[c] = isAtEnd ? resamplers[c].finish() : resamplers[c].feed(read[c], got);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
