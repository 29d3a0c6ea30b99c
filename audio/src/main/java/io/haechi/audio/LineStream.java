package io.haechi.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** What a microphone hears; the system keeps two seconds of it for a reader that is late, and drops what is older. */
final class LineStream implements SoundStream {
    private static final double BUFFER_SECONDS = 2;
    private static final double READ_SECONDS = 0.1;

    private final TargetDataLine line;
    private final AudioFormat format;
    private final byte[] bytes;
    private final ByteBuffer view;

    /** Starts recording. */
    LineStream(String name, TargetDataLine line, AudioFormat format) throws LineUnavailableException {
        this.line = line;
        this.format = format;
        this.bytes = new byte[format.getFrameSize() * (int) (READ_SECONDS * format.getSampleRate())];
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            line.open(format, format.getFrameSize() * (int) (BUFFER_SECONDS * format.getSampleRate()));
        } catch (IllegalArgumentException e) {
            throw new LineUnavailableException(name + ": " + e.getMessage());
        }
        line.start();
    }

    @Override
    public int sampleRate() {
        return (int) format.getSampleRate();
    }

    @Override
    public int channels() {
        return format.getChannels();
    }

    @Override
    public int read(float[][] into, int frames) {
        int frameBytes = format.getFrameSize();
        int wanted = (int) Math.min((long) frames * frameBytes, bytes.length);
        int read = line.read(bytes, 0, wanted);
        int got = read / frameBytes;
        if (got == 0) {
            return -1;
        }
        for (int c = 0; c < channels(); c++) {
            WavSamples.decode(WavFormat.Coding.PCM_S16, view, 2 * c, frameBytes, into[c], 0, got);
        }
        return got;
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
