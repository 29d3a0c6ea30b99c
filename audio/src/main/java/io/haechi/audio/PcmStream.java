package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw sound from a pipe: signed 16-bit little-endian samples, channels interleaved, no header, for as long as it flows.
 *
 * <p>A read gives what is there and waits only if nothing is, so that live sound is heard as it comes. What has a header
 * is refused, since it would be heard as noise at a wrong rate. Bytes of an unfinished frame at the end are left out
 * and noted.
 */
public final class PcmStream implements SoundStream {
    private static final int BUFFER_BYTES = 1 << 15;
    private static final int HEAD = 12;

    private final String name;
    private final InputStream in;
    private final int sampleRate;
    private final int channels;
    private final byte[] bytes;
    private final ByteBuffer view;
    private final List<String> notes = new ArrayList<>();
    /** Bytes at the beginning of {@link #bytes} that are no whole frame yet. */
    private int left;

    private boolean isBegun;

    private PcmStream(String name, InputStream in, int sampleRate, int channels) {
        this.name = name;
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.bytes = new byte[BUFFER_BYTES - BUFFER_BYTES % (2 * channels)];
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Opens a pipe, without reading from it yet.
     *
     * @param name what messages call it
     * @param in where the bytes come from; closed with the stream
     * @param sampleRate rate of what comes, in hertz, 1,000 to 768,000
     * @param channels channels of what comes, 1 to 8
     * @param wantedRate rate of what is given, in hertz, 1,000 to 768,000
     */
    public static SoundStream open(String name, InputStream in, int sampleRate, int channels, int wantedRate) {
        Sound.requireRate(sampleRate);
        Sound.requireRate(wantedRate);
        if (channels < 1 || channels > Sound.MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "Channels must be between 1 and " + Sound.MAX_CHANNELS + ", got " + channels);
        }
        return ResampledStream.prompt(new PcmStream(name, in, sampleRate, channels), wantedRate);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public int read(float[][] into, int frames) {
        int frameBytes = 2 * channels;
        int wanted = Math.min(bytes.length, (int) Math.min((long) frames * frameBytes, bytes.length));
        try {
            if (!isBegun) {
                refuseHeaders();
            }
            while (left < frameBytes) {
                int read = in.read(bytes, left, wanted - left);
                if (read < 0) {
                    noteRest();
                    return -1;
                }
                left += read;
            }
        } catch (IOException e) {
            throw new UnreadableInputException(name + ": reading failed (" + e.getMessage() + "). Try again.", e);
        }
        int got = left / frameBytes;
        for (int c = 0; c < channels; c++) {
            WavSamples.decode(WavFormat.Coding.PCM_S16, view, 2 * c, frameBytes, into[c], 0, got);
        }
        left -= got * frameBytes;
        System.arraycopy(bytes, got * frameBytes, bytes, 0, left);
        return got;
    }

    private void refuseHeaders() throws IOException {
        isBegun = true;
        in.mark(HEAD);
        String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        in.reset();
        boolean isWav = head.startsWith("RIFF") && head.endsWith("WAVE");
        if (isWav || head.startsWith("OggS") || head.startsWith("fLaC")) {
            throw new UnreadableInputException(name + ": begins like a " + (isWav ? "WAV" : head.substring(0, 4))
                    + " file, expected raw samples; scan the file, or send it through"
                    + " 'ffmpeg -i FILE -f s16le -ar 16000 -ac 1 -'.");
        }
    }

    private void noteRest() {
        if (left > 0) {
            notes.add(name + ": ended in the middle of a frame, " + left + (left == 1 ? " byte" : " bytes")
                    + " left over; is it signed 16-bit sound of " + channels
                    + (channels == 1 ? " channel?" : " channels?"));
            left = 0;
        }
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
