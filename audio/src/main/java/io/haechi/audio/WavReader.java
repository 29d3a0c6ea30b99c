package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The samples of a WAV as a stream at the file's own rate; one fixed buffer, whatever the header announces. */
final class WavReader implements SoundStream {

    /** Beyond this a float is no sound sample: 36 dB over full scale, as when integers are stored as floats. */
    static final float MAX_SAMPLE = 64f;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final InputStream in;
    private final WavFormat format;
    private final byte[] bytes;
    private final ByteBuffer view;
    private final List<String> notes = new ArrayList<>();
    private long bytesLeft;
    private long framesRead;

    private WavReader(String name, InputStream in, WavHeader.Start start) {
        this.name = name;
        this.in = in;
        this.format = start.format();
        this.bytesLeft = start.dataBytes() < 0 ? Long.MAX_VALUE : start.dataBytes();
        this.bytes = new byte[BUFFER_BYTES - BUFFER_BYTES % format.frameBytes()];
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (start.isStreamed() && start.dataBytes() >= 0) {
            notes.add("The header leaves the length open, as live recorders do; read to the end of the file.");
        }
    }

    /**
     * Reads the header.
     *
     * @param name what messages call the file
     * @param in the file from its first byte; closed with the reader, and here when the header is refused
     * @param fileBytes its length, or -1 for a pipe
     */
    static WavReader open(String name, InputStream in, long fileBytes) throws IOException, WavHeader.ForeignCoding {
        boolean isOpen = false;
        try {
            WavReader reader = new WavReader(name, in, new WavHeader(name, in, fileBytes).read());
            isOpen = true;
            return reader;
        } finally {
            if (!isOpen) {
                in.close();
            }
        }
    }

    @Override
    public int sampleRate() {
        return format.sampleRate();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Frames still announced, {@link Long#MAX_VALUE} divided by the frame's bytes when the length is open. */
    long framesLeft() {
        return bytesLeft / format.frameBytes();
    }

    @Override
    public int read(float[][] into, int frames) {
        int frameBytes = format.frameBytes();
        int wanted = (int) Math.min(Math.min((long) frames * frameBytes, bytes.length), bytesLeft);
        int read;
        try {
            read = in.readNBytes(bytes, 0, wanted);
        } catch (IOException e) {
            throw new UnreadableInputException(
                    name + ": reading failed after " + at(framesRead) + " (" + e.getMessage() + "). Try again.", e);
        }
        bytesLeft = read < wanted ? 0 : bytesLeft - read;
        int got = read / frameBytes;
        if (got == 0) {
            return -1;
        }
        for (int c = 0; c < format.channels(); c++) {
            WavSamples.decode(format.coding(), view, c * format.coding().bytes(), frameBytes, into[c], 0, got);
        }
        if (format.coding() == WavFormat.Coding.FLOAT_32 || format.coding() == WavFormat.Coding.FLOAT_64) {
            requireSound(into, got);
        }
        framesRead += got;
        return got;
    }

    private void requireSound(float[][] into, int frames) {
        for (int c = 0; c < format.channels(); c++) {
            for (int i = 0; i < frames; i++) {
                if (!(Math.abs(into[c][i]) <= MAX_SAMPLE)) {
                    throw new UnreadableInputException(
                            name + ": " + faultOf(into[c][i]) + " at " + at(framesRead + i) + " in channel " + (c + 1)
                                    + "; the program that wrote it failed. Export it again as 16-bit WAV.");
                }
            }
        }
    }

    private static String faultOf(float sample) {
        return Float.isFinite(sample)
                ? String.format(Locale.ROOT, "holds the sample %.3g, far outside -1 to 1,", sample)
                : "holds a sample that is not a number (" + sample + ")";
    }

    private String at(long frame) {
        return String.format(Locale.ROOT, "%.4f s", (double) frame / format.sampleRate());
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing was written; there is nothing to lose.
        }
    }
}
