package io.haechi.bench;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.model.ModelPackage;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A recording from the file to the verdict with the model that is asked by default, one thread, beside a network of the
 * published size of AASIST on PyTorch that is given the samples and nothing else to do.
 */
final class DetectComparison {
    private static final int RATE = 16_000;

    private DetectComparison() {}

    static void run(Session session) {
        double seconds = session.options().seconds();
        Sound sound = SpokenLike.mono(seconds, RATE, 1);
        Path wav = session.file("spoken.wav");
        WavWriter.write(wav, sound);
        Path samples = session.write("spoken.f32", sound.channels()[0]);
        ModelPackage model = Voice.model(session.options().store(), Voice.DEFAULT_MODEL);
        List<Contender> contenders = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<PythonReference> python = session.python("aasist", samples);
        try (VoiceDetector detector = Voice.load(session.options().store(), Voice.DEFAULT_MODEL, 1)) {
            contenders.add(Contender.ours("Haechi " + model.id(), () -> detector.hear(wav)));
            python.ifPresent(reference -> {
                contenders.add(reference.contender());
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: %,d parameters, %d windows of 64,600 samples, random weights.",
                        reference.name(),
                        reference.first().path("parameters").asInt(),
                        reference.first().path("windows").asInt()));
            });
            List<Measurement> measured = session.measure("detect", contenders, seconds);
            for (Measurement each : measured) {
                notes.add(
                        String.format(Locale.ROOT, "%s: real-time factor %.4f.", each.name(), each.median() / seconds));
            }
            session.compared(new Comparison(
                    "detect",
                    String.format(Locale.ROOT, "a mono WAV at 16 kHz, %.0f s, to a verdict", seconds),
                    measured,
                    notes,
                    List.of()));
        } finally {
            python.ifPresent(PythonReference::close);
        }
    }
}
