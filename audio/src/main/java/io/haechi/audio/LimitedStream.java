package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.time.Duration;
import java.util.List;

/** Another stream that is refused once it has gone on for too long: lengths in headers prove nothing. */
final class LimitedStream implements SoundStream {

    private final String name;
    private final SoundStream source;
    private final Duration maxSound;
    private final long maxFrames;
    private long framesRead;

    LimitedStream(String name, SoundStream source, Duration maxSound) {
        this.name = name;
        this.source = source;
        this.maxSound = maxSound;
        double frames = (maxSound.toSeconds() + maxSound.toNanosPart() / 1e9) * source.sampleRate();
        this.maxFrames = (long) Math.ceil(frames);
    }

    @Override
    public int sampleRate() {
        return source.sampleRate();
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
        int read = source.read(into, frames);
        framesRead += Math.max(read, 0);
        if (framesRead > maxFrames) {
            throw tooLong(name, maxSound);
        }
        return read;
    }

    static UnreadableInputException tooLong(String name, Duration maxSound) {
        return new UnreadableInputException(
                name + ": longer than the " + words(maxSound) + " allowed; cut it into pieces.");
    }

    /** A duration as people say it: "6 h", "10 min", "1.5 s". */
    static String words(Duration duration) {
        if (duration.toSeconds() >= 3600 && duration.toSeconds() % 3600 == 0) {
            return duration.toHours() + " h";
        }
        if (duration.toSeconds() >= 60 && duration.toSeconds() % 60 == 0) {
            return duration.toMinutes() + " min";
        }
        return duration.toMillis() / 1000.0 + " s";
    }

    @Override
    public void close() {
        source.close();
    }
}
