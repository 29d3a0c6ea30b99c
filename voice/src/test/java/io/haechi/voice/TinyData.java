package io.haechi.voice;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tones against noise, and a recipe that learns a little of them in two epochs of two small steps. */
final class TinyData {
    private TinyData() {}

    /** Three tones, which are fake, and three noises in each of train, valid and test. */
    static DataFolder recordings(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        for (String split : new String[] {"train", "valid", "test"}) {
            for (int i = 0; i < 3; i++) {
                String fake = split + "-fake" + i + ".wav";
                String real = split + "-real" + i + ".wav";
                write(folder.resolve(fake), Signals.tone(400 + 150 * i, 0.3, 12_000));
                write(folder.resolve(real), Signals.noise(i + split.hashCode(), 0.3, 12_000));
                manifest.append(fake + ",fake," + split + ",tones," + fake + "\n");
                manifest.append(real + ",real," + split + ",noises," + real + "\n");
            }
        }
        Files.writeString(folder.resolve("manifest.csv"), manifest);
        return DataFolder.open(folder, Problem.VOICE);
    }

    private static void write(Path file, float[] samples) {
        WavWriter.write(file, Sound.mono(samples, Voice.SAMPLE_RATE));
    }

    /**
     * Writes {@code tiny.yaml} there and reads it.
     *
     * @param moreOptions of training, each with a comma in front
     */
    static VoiceRecipe recipe(Path folder, String network, String frontEnd, String moreOptions) throws IOException {
        Path yaml = folder.resolve("tiny.yaml");
        Files.writeString(yaml, """
            name: tiny
            about: As small as can be.
            network: %s
            frontEnd: {kind: %s, bands: 16}
            window: {seconds: 0.5, hopSeconds: 0.5}
            training:
              seed: 1
              batch: 4
              stepsPerEpoch: 2
              keep: best
              options: {epochs: 2, patience: 0, learningRate: 0.003, weightDecay: 0.01, warmupFraction: 0,
                gradientNorm: 5, labelSmoothing: 0, positiveWeight: 1, averaging: 0, seed: 1, threads: 1%s}
            alteration: {copySynthesis: 0, telephone: 0.2, bandLimit: 0, webCodec: 0.2, noise: 0.2, reverb: 0, gain: 1,
              speed: 0, rawBoost: 0, mask: 0.2, codec: 0, cut: 0}
            """.formatted(network, frontEnd, moreOptions));
        return Voice.recipe(yaml.toString());
    }
}
