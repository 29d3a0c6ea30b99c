package io.haechi.bench;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.WavWriter;
import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** From a file on disk to floats at 16 kHz: plain WAV by our own reader, MP3 by the decoder's child process. */
final class DecodeComparison {
    private static final int RATE = 16_000;
    private static final int WAV_RATE = 48_000;

    private DecodeComparison() {}

    static void run(Session session) {
        double seconds = session.options().seconds();
        Path wav = session.file("sound.wav");
        WavWriter.write(wav, SpokenLike.stereo(seconds, WAV_RATE, 1));
        compare(session, "decode-wav", wav, "16-bit stereo WAV at 48 kHz to 16 kHz, both channels");
        Path mp3 = session.write("sound.mp3", repeated("spoken-like.mp3", seconds));
        try {
            compare(session, "decode-mp3", mp3, "mono MP3 at 44.1 kHz to 16 kHz, start of the decoder included");
        } catch (UnreadableInputException e) {
            session.missing("Nothing but WAV was measured: " + e.getMessage());
        }
    }

    private static void compare(Session session, String name, Path file, String task) {
        Sound sound = SoundFile.readAll(file, RATE, DecodeLimits.DEFAULT);
        List<Contender> contenders = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        contenders.add(Contender.ours("Haechi", () -> {
            if (SoundFile.readAll(file, RATE, DecodeLimits.DEFAULT).frames() != sound.frames()) {
                throw new IllegalStateException(file + ": gave another length than before");
            }
        }));
        Optional<PythonReference> python = session.python("decode", file);
        try {
            python.ifPresent(reference -> {
                notes.add("Frames: " + sound.frames() + " of ours, "
                        + reference.first().path("frames").asInt() + " of " + reference.name() + ".");
                contenders.add(reference.contender());
            });
            session.compare(
                    name,
                    String.format(Locale.ROOT, "%s, %.0f s", task, sound.seconds()),
                    sound.seconds(),
                    contenders,
                    notes);
        } finally {
            python.ifPresent(PythonReference::close);
        }
    }

    /** MP3 frames stand for themselves, so a short file written again and again is a long one. */
    private static byte[] repeated(String resource, double seconds) {
        try (InputStream in = Objects.requireNonNull(DecodeComparison.class.getResourceAsStream(resource), resource)) {
            byte[] once = in.readAllBytes();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (double done = 0; done < seconds; done += 10) {
                all.write(once);
            }
            return all.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
