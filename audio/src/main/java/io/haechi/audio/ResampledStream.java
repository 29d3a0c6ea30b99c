package io.haechi.audio;

import java.util.List;

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
        this.source = source;
        this.sampleRate = sampleRate;
        this.resamplers = new Resampler[source.channels()];
        for (int c = 0; c < resamplers.length; c++) {
            resamplers[c] = new Resampler(source.sampleRate(), sampleRate);
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
