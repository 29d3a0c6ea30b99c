package io.haechi.voice;

import io.haechi.audio.features.FrontEnd;
import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import io.haechi.onnx.OnnxRunner;
import java.util.List;

/**
 * One network that judges windows of sound: front end, ONNX graph and calibration from one package.
 *
 * <p>Safe for several threads at once. Holds native memory: close it.
 */
final class VoiceModel implements AutoCloseable {
    private final ModelPackage source;
    private final WindowOptions window;
    private final FrontEnd frontEnd;
    private final OnnxRunner runner;

    private VoiceModel(ModelPackage source, WindowOptions window, FrontEnd frontEnd, OnnxRunner runner) {
        this.source = source;
        this.window = window;
        this.frontEnd = frontEnd;
        this.runner = runner;
    }

    /** Loads a package whose hashes have been checked; {@code threads} are the runtime's own, one is enough. */
    static VoiceModel load(ModelPackage source, int threads) {
        return load(source, source.file("model.onnx"), threads);
    }

    /** The same with another network in the place of the package's own. */
    static VoiceModel load(ModelPackage source, byte[] network, int threads) {
        VoiceSettings settings = VoiceSettings.of(source.card());
        return new VoiceModel(
                source,
                settings.windowOrThrow(),
                settings.frontEndOrThrow().build(),
                OnnxRunner.open(network, threads));
    }

    String id() {
        return source.card().id();
    }

    String sha256() {
        return source.sha256();
    }

    WindowOptions window() {
        return window;
    }

    ModelPackage source() {
        return source;
    }

    FrontEnd frontEnd() {
        return frontEnd;
    }

    /** One logit for each window of {@link WindowOptions#length()} samples; above zero means synthetic. */
    double[] logits(List<float[]> windows) {
        int size = pictureSize();
        float[] batch = new float[windows.size() * size];
        for (int i = 0; i < windows.size(); i++) {
            float[] samples = windows.get(i);
            System.arraycopy(frontEnd.apply(samples, 0, samples.length), 0, batch, i * size, size);
        }
        return logits(batch, windows.size());
    }

    /** Values of one window's picture: bands times frames. */
    int pictureSize() {
        return frontEnd.bands() * frontEnd.frames(window.length());
    }

    /** One logit for each of {@code count} pictures, one after the other, as the front end makes them. */
    double[] logits(float[] pictures, int count) {
        float[] raw = runner.run(pictures, count, 1, frontEnd.bands(), frontEnd.frames(window.length()));
        if (raw.length != count) {
            throw new ModelException(
                    id() + ": expected one logit for each of " + count + " windows, got " + raw.length);
        }
        double[] logits = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            logits[i] = raw[i];
        }
        return logits;
    }

    /** The calibrated probability that belongs to a pooled logit. */
    double probability(double logit) {
        return source.card().calibration().probability(logit);
    }

    @Override
    public void close() {
        runner.close();
    }
}
