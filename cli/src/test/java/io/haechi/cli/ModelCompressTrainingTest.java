package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compression that trains, in miniature: hums are fake, hisses are real. */
class ModelCompressTrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @RegisterExtension
    final OwnModels own = new OwnModels();

    @Test
    void aPackageIsTrainedOnForIntegersAndThenPrunedGradually() throws IOException {
        Path data = recordings();
        Path recipe = recipe("0.003");
        Path parent = own.folder().resolve("voice-tiny");
        assertThat(Run.of("voice", "fit", recipe, "--data", data, "--out", parent)
                        .code())
                .isEqualTo(ExitCode.DONE);

        Path out = own.folder().resolve("voice-bytes");
        Run qat = lenient("--method", "qat", "--data", data, "--recipe", recipe, "--epochs", 2, "--out", out);
        assertThat(qat.code()).as(qat.err()).isEqualTo(ExitCode.DONE);
        assertThat(qat.err()).contains("trains on 2 epochs at a rate of 0.0003").contains("epoch   2  loss");
        assertThat(qat.out()).contains("qat ").contains("In float stay the layers 0.batchnorm, 20.dense.");
        ModelPackage bytes = ModelPackage.open(out);
        assertThat(bytes.card().provenance().parentModel())
                .isEqualTo(ModelPackage.open(parent).sha256());
        assertThat(Run.of("model", "verify", "voice-bytes").code()).isEqualTo(ExitCode.DONE);
        assertThat(Run.of("scan", "--model", "voice-bytes", data.resolve("test-hum0.wav"))
                        .code())
                .isEqualTo(ExitCode.DONE);
        // Done already: nothing is trained again.
        Run again =
                lenient("--method", "qat", "--data", data, "--recipe", recipe, "--epochs", 2, "--resume", "--out", out);
        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.DONE);
        assertThat(again.err()).doesNotContain("epoch   1");

        Path half = own.folder().resolve("voice-half");
        Run prune = lenient(
                "--method",
                "prune",
                "--share",
                50,
                "--schedule",
                "gradual",
                "--epochs",
                3,
                "--data",
                data,
                "--recipe",
                recipe,
                "--out",
                half,
                "--json");
        assertThat(prune.code()).as(prune.err()).isEqualTo(ExitCode.DONE);
        assertThat(prune.err()).contains("round 1 of ").contains("50.0 % of the channels out");
        JsonNode trial = JSON.readTree(prune.out()).at("/trials/0");
        assertThat(trial.get("trained").asBoolean()).isTrue();
        assertThat(trial.get("timesSmaller").asDouble()).isGreaterThan(3);
        assertThat(trial.get("note").asText()).contains("184 of 368 channels went");
        assertThat(ModelPackage.open(half).card().provenance().method()).isEqualTo("prune and fine-tuning");
    }

    @Test
    void outsideTheBudgetNothingIsWrittenButTheCheckpoints() throws IOException {
        Path data = recordings();
        Path recipe = recipe("0.003");
        Path parent = own.folder().resolve("voice-tiny");
        assertThat(Run.of("voice", "fit", recipe, "--data", data, "--out", parent)
                        .code())
                .isEqualTo(ExitCode.DONE);
        Path out = own.folder().resolve("voice-bytes");
        Run run = Run.of(
                "model",
                "compress",
                "voice-tiny",
                "--method",
                "qat",
                "--data",
                data,
                "--recipe",
                recipe,
                "--epochs",
                1,
                "--budget-latency",
                "500x",
                "--out",
                out);
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(run.err()).contains("nothing inside the budget, nothing written; nearest: too slow: ");
        assertThat(out).doesNotExist();
        assertThat(own.folder().resolve("voice-bytes.training/qat/checkpoint.bin"))
                .exists();
    }

    @Test
    void zerosSayThatTheyBringNoSpeed() throws IOException {
        Path parent = own.folder().resolve("voice-tiny");
        Path data = recordings();
        assertThat(Run.of("voice", "fit", recipe("0.003"), "--data", data, "--out", parent)
                        .code())
                .isEqualTo(ExitCode.DONE);
        Run run = lenient(
                "--method",
                "prune",
                "--unstructured",
                "--share",
                80,
                "--data",
                data,
                "--json",
                "--out",
                folder.resolve("sparse"));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode trial = JSON.readTree(run.out()).at("/trials/0");
        assertThat(trial.get("timesSmaller").asDouble()).isBetween(0.99, 1.01);
        assertThat(trial.get("originalPackedBytes").asDouble())
                .isGreaterThan(1.5 * trial.get("packedBytes").asDouble());
        Run text = lenient(
                "--method",
                "prune",
                "--unstructured",
                "--share",
                80,
                "--data",
                data,
                "--out",
                folder.resolve("sparse"));
        assertThat(text.out())
                .contains("as large, ")
                .contains("times smaller packed")
                .contains("no faster: dense kernels multiply by zero as by any number");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--method qat --epochs 0 | Number of epochs for qat must be 1 or more, got 0.",
                "--method prune --epochs -1 | Number of epochs for prune must be 0 or more, got -1.",
                "--method prune --schedule weekly | No schedule is called \"weekly\"; there are one-shot, gradual.",
                "--method prune --schedule gradual | need epochs to train on; give prune --epochs N.",
                "--method prune --resume | need epochs to train on",
                "--method prune --scope here | No scope is called \"here\"; there are layer, global.",
                "--method prune --share 0 | The share to prune must be above 0 and below 1, got 0.0.",
                "--method fp16 --epochs 3 | go with the methods that can train: qat and prune.",
                "--recipe simple-cnn | go with the methods that can train: qat and prune.",
                "--method int8 --unstructured | go with --method prune.",
                "--method qat --recipe no-such | No recipe for voice is called \"no-such\"; known are simple-cnn",
                "--method qat --recipe soft-vote | Recipe soft-vote is a vote",
                "--method qat | was made by the recipe \"tiny\", which does not come with Haechi; name its file by --recipe FILE."
            })
    void wrongUseIsOneSentenceBeforeAnyWork(String options, String said) throws IOException {
        TinyModel.write(own.folder().resolve("voice-tiny"), 1);
        Object[] all = Stream.of("model compress voice-tiny --data " + recordings(), options)
                .flatMap(words -> Arrays.stream(words.split(" ")))
                .toArray();
        Run run = Run.of(all);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains(said);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatCannotBeTrainedOnIsToldWhatToDoInstead() throws IOException {
        Path data = recordings();
        Path file = Files.write(
                folder.resolve("net.onnx"),
                ModelPackage.open(TinyModel.write(folder.resolve("voice-plain"), 1))
                        .file("model.onnx"));
        Run plain = Run.of("model", "compress", file, "--method", "qat", "--samples", "none.csv");
        assertThat(plain.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(plain.err())
                .startsWith("haechi: A plain .onnx file cannot be trained on, since nothing is known of its network and"
                        + " data; take --method int8, or give a package that was fitted here.");
        Run pruned = Run.of("model", "compress", file, "--method", "prune", "--epochs", 2, "--samples", "none.csv");
        assertThat(pruned.err()).contains("leave --epochs out");
        Run vote = Run.of("model", "compress", "voice-line-vote", "--method", "qat", "--data", data);
        assertThat(vote.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(vote.err())
                .contains("is a vote of [voice-whisper-int8, voice-bilstm, voice-line-cnn]; compress its members one");
        Run misspelt = Run.of(
                "model", "compress", "voice-simple-cnn", "--method", "qat", "--data", data, "--recipe", recipe("fast"));
        assertThat(misspelt.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(misspelt.err())
                .contains("Recipe tiny, training.options.learningRate: ")
                .contains("fast");
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("letter.txt"), "dear");
        Run occupied =
                Run.of("model", "compress", "voice-simple-cnn", "--method", "qat", "--data", data, "--out", taken);
        assertThat(occupied.code()).isEqualTo(ExitCode.MODEL);
        assertThat(occupied.err()).contains("the folder holds something else than a model");
    }

    /** With budgets that any machine and any model keeps. */
    private static Run lenient(Object... arguments) {
        Object[] all = Stream.concat(
                        Stream.of(
                                "model",
                                "compress",
                                "voice-tiny",
                                "--budget-latency",
                                "0.01x",
                                "--budget-accuracy",
                                "100pp"),
                        Arrays.stream(arguments))
                .toArray();
        return Run.of(all);
    }

    private Path recipe(String rate) throws IOException {
        return Files.writeString(folder.resolve("tiny.yaml"), """
            name: tiny
            about: As small as can be.
            network: simple-cnn
            frontEnd: {kind: log-mel, bands: 16}
            window: {seconds: 0.5, hopSeconds: 0.5}
            training:
              seed: 1
              batch: 4
              stepsPerEpoch: 2
              keep: last
              options: {epochs: 2, patience: 0, learningRate: %s, weightDecay: 0.01, warmupFraction: 0,
                gradientNorm: 5, labelSmoothing: 0, positiveWeight: 1, averaging: 0, seed: 1, threads: 1}
            alteration: {copySynthesis: 0, telephone: 0, bandLimit: 0, webCodec: 0, noise: 0, reverb: 0, gain: 1,
              speed: 0, rawBoost: 0, mask: 0, codec: 0, cut: 0}
            """.formatted(rate));
    }

    private Path recordings() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        Random random = new Random(5);
        for (String split : new String[] {"train", "valid", "test"}) {
            for (int i = 0; i < 6; i++) {
                boolean isHum = i % 2 == 0;
                String name = split + (isHum ? "-hum" : "-hiss") + i + ".wav";
                float[] samples = new float[12_000];
                for (int j = 0; j < samples.length; j++) {
                    double hum = Math.sin(2 * Math.PI * (300 + 40 * i) * j / 16_000.0);
                    samples[j] = (float) (isHum ? 0.3 * hum : 0.1 * random.nextGaussian());
                }
                WavWriter.write(data.resolve(name), Sound.mono(samples, 16_000));
                manifest.append(String.join(",", name, isHum ? "fake" : "real", split, isHum ? "hum" : "hiss", name))
                        .append('\n');
            }
        }
        Files.writeString(data.resolve("manifest.csv"), manifest);
        return data;
    }
}
