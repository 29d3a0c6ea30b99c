package io.haechi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.features.FrontEnd;
import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.onnx.OnnxRunner;
import io.haechi.voice.FrontEndOptions;
import io.haechi.voice.Hearing;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import io.haechi.voice.WindowOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The voice models at hand, window by window on one thread, and the default model's whole verdict. */
final class InferenceComparison {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "model.onnx";

    private InferenceComparison() {}

    static void run(Session session) {
        ModelStore store = session.options().store();
        Sound sound = SpokenLike.mono(session.options().seconds(), Voice.SAMPLE_RATE, 1);
        List<ModelPackage> models = store.ids().stream()
                .map(store::find)
                .filter(found -> found.card().problem().equals(Problem.VOICE.name()))
                .toList();
        if (models.isEmpty()) {
            session.missing("No voice model was measured, since none is at hand: fit one with 'haechi voice fit', or"
                    + " name a folder of models in HAECHI_MODELS.");
            return;
        }
        for (ModelPackage model : models) {
            if (model.has(MODEL)) {
                try (Single single = new Single(model, sound)) {
                    single.compare(session);
                }
            }
        }
        verdict(session, sound);
    }

    /** The default model as a person meets it: speech found, windows judged in batches, members voting. */
    private static void verdict(Session session, Sound sound) {
        ModelStore store = session.options().store();
        try (VoiceDetector detector = Voice.load(store, Voice.DEFAULT_MODEL, 1)) {
            long windows = windows(detector.hear("synthesised", sound));
            session.compare(
                    Voice.DEFAULT_MODEL,
                    String.format(
                            Locale.ROOT,
                            "the whole verdict of %s on %.0f s: speech detection, front ends, networks, vote",
                            String.join(" + ", detector.memberIds()),
                            sound.seconds()),
                    sound.seconds(),
                    List.of(Contender.ours("Haechi, 1 thread", () -> {
                        if (windows(detector.hear("synthesised", sound)) != windows) {
                            throw new IllegalStateException("The same sound was cut into other windows than before");
                        }
                    })),
                    List.of(windows + " windows held enough speech to be judged."));
        } catch (ModelException e) {
            session.missing("The default vote was not measured: " + e.getMessage());
        }
    }

    private static long windows(Hearing hearing) {
        return hearing.channels().stream()
                .flatMap(channel -> channel.verdict().evidence().stream())
                .filter(evidence -> evidence.kind().equals("window"))
                .count();
    }

    /** One network: the work from samples to logit, and the network alone beside the same runtime in Python. */
    private static final class Single implements AutoCloseable {
        private final ModelPackage source;
        private final FrontEnd frontEnd;
        private final int length;
        private final int hop;
        private final float[] samples;
        private final int windows;
        private final int size;
        private final OnnxRunner runner;

        Single(ModelPackage source, Sound sound) {
            Card card = source.card();
            WindowOptions window = JSON.convertValue(card.settings().get("window"), WindowOptions.class);
            this.source = source;
            this.frontEnd = JSON.convertValue(card.settings().get("frontEnd"), FrontEndOptions.class)
                    .build();
            this.length = window.length();
            this.hop = window.hop();
            this.samples = sound.channels()[0];
            this.windows = 1 + Math.max(0, samples.length - length) / hop;
            this.size = frontEnd.bands() * frontEnd.frames(length);
            this.runner = OnnxRunner.open(source.file(MODEL), 1);
        }

        void compare(Session session) {
            double seconds = (double) windows * hop / Voice.SAMPLE_RATE;
            String each = String.format(
                    Locale.ROOT,
                    "%d windows of %.1f s every %.1f s, one at a time",
                    windows,
                    (double) length / Voice.SAMPLE_RATE,
                    (double) hop / Voice.SAMPLE_RATE);
            session.compare(
                    source.id(),
                    "samples to logit: " + each,
                    seconds,
                    List.of(new Contender("Haechi, 1 thread", false, this::samplesToLogits)),
                    List.of());
            float[] pictures = pictures();
            Path inputs = session.write(source.id() + ".f32", pictures);
            Path answer = session.file(source.id() + ".logits");
            Path model = session.write(source.id() + ".onnx", source.file(MODEL));
            Optional<PythonReference> python =
                    session.python("inference", model, inputs, answer, frontEnd.bands(), frontEnd.frames(length));
            try {
                List<Contender> contenders = new ArrayList<>();
                List<String> notes = new ArrayList<>();
                contenders.add(new Contender(
                        "Haechi, onnxruntime " + OnnxRunner.version() + ", 1 thread",
                        false,
                        () -> network(pictures, new float[windows])));
                python.ifPresent(reference -> {
                    float[] logits = new float[windows];
                    network(pictures, logits);
                    notes.add(String.format(
                            Locale.ROOT,
                            "Largest difference of a logit: %.1e.",
                            Session.difference(logits, Session.read(answer))));
                    contenders.add(reference.contender());
                });
                session.compare(source.id() + "-network", "picture to logit: " + each, seconds, contenders, notes);
            } finally {
                python.ifPresent(PythonReference::close);
            }
        }

        private double[] samplesToLogits() {
            double[] seconds = new double[windows];
            for (int w = 0; w < windows; w++) {
                int from = w * hop;
                seconds[w] = Contender.seconds(() -> logit(frontEnd.apply(samples, from, length)));
            }
            return seconds;
        }

        private double[] network(float[] pictures, float[] logits) {
            double[] seconds = new double[windows];
            for (int w = 0; w < windows; w++) {
                int window = w;
                float[] picture = new float[size];
                System.arraycopy(pictures, w * size, picture, 0, size);
                seconds[w] = Contender.seconds(() -> logits[window] = logit(picture));
            }
            return seconds;
        }

        private float[] pictures() {
            float[] pictures = new float[windows * size];
            for (int w = 0; w < windows; w++) {
                frontEnd.apply(samples, w * hop, length, pictures, w * size);
            }
            return pictures;
        }

        private float logit(float[] picture) {
            return runner.run(picture, 1, 1, frontEnd.bands(), frontEnd.frames(length))[0];
        }

        @Override
        public void close() {
            runner.close();
        }
    }
}
