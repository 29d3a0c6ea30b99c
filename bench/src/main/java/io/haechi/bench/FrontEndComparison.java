package io.haechi.bench;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.FrontEnd;
import io.haechi.audio.features.LogMel;
import io.haechi.audio.features.Mfcc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pictures that models are given, computed from one long sound on one thread. */
final class FrontEndComparison {
    private static final int BANDS = 128;
    /** As many as the shipped recurrent model reads. */
    private static final int COEFFICIENTS = 100;

    private FrontEndComparison() {}

    static void run(Session session) {
        float[] samples = SpokenLike.mono(session.options().seconds(), FrameOptions.SPEECH.sampleRate(), 1)
                .channels()[0];
        Path sound = session.write("samples.f32", samples);
        logMel(session, samples, sound);
        mfcc(session, samples, sound);
    }

    private static void logMel(Session session, float[] samples, Path sound) {
        LogMel ours = new LogMel(FrameOptions.SPEECH, BANDS);
        JTransformsLogMel theirs = new JTransformsLogMel(FrameOptions.SPEECH, BANDS);
        List<Contender> contenders = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        contenders.add(Contender.ours("Haechi", () -> keep(ours.apply(samples))));
        contenders.add(Contender.reference("JTransforms, log10, 64 bit", () -> keep(theirs.apply(samples))));
        contenders.add(
                Contender.reference("JTransforms, transforms alone", () -> keep(theirs.transformsAlone(samples))));
        notes.add(agreement("JTransforms", ours.apply(samples), theirs.apply(samples)));
        withPython(session, "log-mel", ours, samples, sound, contenders, notes);
    }

    private static void mfcc(Session session, float[] samples, Path sound) {
        Mfcc ours = new Mfcc(FrameOptions.SPEECH, COEFFICIENTS, BANDS, false, false);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.ours("Haechi", () -> keep(ours.apply(samples))));
        withPython(session, "mfcc", ours, samples, sound, contenders, new ArrayList<>());
    }

    private static void withPython(
            Session session,
            String kind,
            FrontEnd ours,
            float[] samples,
            Path sound,
            List<Contender> contenders,
            List<String> notes) {
        Path answer = session.file(kind + ".f32");
        Optional<PythonReference> python = session.python("front-end", kind, sound, answer, BANDS, COEFFICIENTS);
        try {
            python.ifPresent(reference -> {
                notes.add(agreement(reference.name(), ours.apply(samples), Session.read(answer)));
                contenders.add(reference.contender());
            });
            session.compare(
                    ours.name(),
                    String.format(
                            Locale.ROOT,
                            "25 ms windows every 10 ms of %.0f s at 16 kHz",
                            session.options().seconds()),
                    session.options().seconds(),
                    contenders,
                    notes);
        } finally {
            python.ifPresent(PythonReference::close);
        }
    }

    private static String agreement(String name, float[] ours, float[] theirs) {
        return String.format(
                Locale.ROOT, "Largest difference of a value from %s: %.1e.", name, Session.difference(ours, theirs));
    }

    /** Uses a result in a way that no compiler can foresee, so that it cannot leave the work out. */
    private static void keep(float[] picture) {
        keep(picture[picture.length / 2]);
    }

    private static void keep(double value) {
        if (value == Double.MAX_VALUE) {
            throw new IllegalStateException("A decibel value that cannot be");
        }
    }
}
