package io.haechi.neural.compress;

import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Parameters;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingOptions;
import io.haechi.neural.compress.Teacher.Stage;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.prune.MagnitudePruning;
import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.trial.Candidate;
import io.haechi.onnx.compress.trial.Candidate.Made;
import io.haechi.onnx.compress.trial.Change;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.onnx.graph.Graph;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Ways to compress a trained network that train it on.
 *
 * <p><b>Quantisation-aware:</b> a few epochs in which it is rounded as it will be; see {@link QuantisationAware}. Rounding
 * moves a network little, so a tenth of the rate does.
 *
 * <p><b>Channels:</b> cut all at once and then trained, or in up to four cuts with epochs after each, ever fewer channels a cut
 * (the cubic of Zhu and Gupta, 2017). What is left has to find new weights, so the whole rate is taken again, which regains
 * more than a small one (Renda et al., 2020). Cutting gradually judges channels by weights that have recovered from the cut
 * before, but leaves fewer epochs for the network that remains; with few epochs one cut is better. Measured on a CNN of
 * 143,000 weights without half of its channels, 12 epochs: 29.7 points lost untrained, 14.3 gradually at a tenth of the
 * rate, 4.7 gradually at the whole rate, 1.7 in one cut at the whole rate.
 *
 * <p><b>Weights:</b> set to zero and kept there while the others train, at the whole rate too.
 *
 * <p>Costs the epochs it is given, needs the data, and gives nothing back that the network had not learnt before: where a
 * compression without training stays in the budget, that is the better one.
 *
 * @see <a href="https://arxiv.org/abs/1710.01878">Zhu and Gupta, To Prune, or Not to Prune, 2017</a>
 * @see <a href="https://arxiv.org/abs/2003.02389">Renda et al., Comparing Rewinding and Fine-tuning in Neural Network
 *     Pruning, 2020</a>
 */
public final class FineTuning {
    private static final double RATE_FOR_ROUNDING = 0.1;

    private final Network network;
    private final Parameters parameters;
    private final long[] inputShape;
    /** At the whole rate. */
    private final TrainingOptions options;

    private final QuantisationAware quantisation;
    private final Teacher teacher;

    /**
     * Of a trained network.
     *
     * @param parameters what it has learnt
     * @param inputShape the input's sizes with the batch first; -1 where only known when the model runs
     * @param options those it was trained with
     * @param epochs how many, 1 or more
     */
    public FineTuning(
            Network network,
            Parameters parameters,
            long[] inputShape,
            TrainingOptions options,
            int epochs,
            Teacher teacher) {
        this.network = network;
        this.parameters = parameters;
        this.inputShape = inputShape.clone();
        this.options = options.forFineTuning(epochs, 1);
        this.quantisation = options.quantisation() == null ? QuantisationAware.FINE_TUNING : options.quantisation();
        this.teacher = teacher;
    }

    /**
     * Trained on while it is rounded to eight bits, then written with integers.
     *
     * @throws IllegalArgumentException if nothing in the network can be rounded
     */
    public Candidate quantised() {
        List<String> floats = Trainer.keptInFloat(network, inputShape);
        String note = floats.isEmpty() ? "" : "In float stay the layers " + String.join(", ", floats) + ".";
        TrainingOptions gentle =
                options.forFineTuning(options.epochs(), RATE_FOR_ROUNDING).withQuantisation(quantisation);
        Stage stage = new Stage("qat", "trains on " + words(gentle) + ", rounded to 8 bits. " + note);
        return new Candidate("trained on " + words(gentle) + ", rounded", Set.of(Change.TRAINED), (_, _) -> {
            Parameters learnt = teacher.train(network, gentle, parameters, stage);
            byte[] model = OnnxExport.quantised(network, learnt, quantisation, inputShape, WeightStorage.FLOAT16);
            return new Made(model, note);
        });
    }

    /**
     * Pruned and trained on, as the pruning's schedule says.
     *
     * @param kept layers whose channels stay, as {@link io.haechi.neural.PrunedNetwork} names them
     * @throws IllegalArgumentException for single weights that are to be chosen layer by layer, or not in all layers:
     *     training chooses them over all
     */
    public Candidate pruned(Pruning pruning, Set<String> kept) {
        Set<Change> changes = Set.of(pruning.change(), Change.TRAINED);
        String detail = pruning.words() + (pruning.schedule() instanceof Schedule.Gradual ? " gradually" : "")
                + ", trained on " + words(options);
        return switch (pruning.unit()) {
            case CHANNEL -> new Candidate(detail, changes, (_, _) -> cut(pruning, kept));
            case WEIGHT -> {
                if (pruning.scope() != Scope.GLOBAL || !kept.isEmpty()) {
                    throw new IllegalArgumentException(
                            "While a network trains on, the weights that become zero are chosen over all its layers,"
                                    + " by one threshold; neither layer by layer nor without some of them");
                }
                yield new Candidate(detail, changes, (_, _) -> sparse(pruning));
            }
        };
    }

    private static String words(TrainingOptions training) {
        return String.format(
                Locale.ROOT,
                "%d epoch%s at a rate of %s",
                training.epochs(),
                training.epochs() == 1 ? "" : "s",
                BigDecimal.valueOf(training.learningRate())
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString());
    }

    private Made cut(Pruning pruning, Set<String> kept) {
        StructuredOptions whole = StructuredOptions.ofShare(pruning.share())
                .withScope(pruning.scope())
                .withKept(kept);
        ChannelPruning channels = new ChannelPruning(network, parameters, inputShape, whole);
        List<PruningRound> rounds = PruningRound.of(pruning.schedule(), options.epochs());
        for (int i = 0; i < rounds.size(); i++) {
            PruningRound round = rounds.get(i);
            channels.cutTo(round.share());
            String about = String.format(
                    Locale.ROOT,
                    "round %d of %d: %.1f %% of the channels out, %d epochs",
                    i + 1,
                    rounds.size(),
                    100 * round.share(),
                    round.epochs());
            channels.learnt(teacher.train(
                    channels.network(),
                    options.withEpochs(round.epochs(), 0),
                    channels.parameters(),
                    new Stage("round-" + (i + 1), about)));
        }
        byte[] model = OnnxExport.bytes(channels.network(), channels.parameters(), inputShape, WeightStorage.FLOAT16);
        return new Made(model, channels.summary());
    }

    private Made sparse(Pruning pruning) {
        Stage stage = new Stage("sparse", "trains on " + words(options) + ", with ever more weights at zero");
        Parameters learnt = teacher.train(network, options.withSparsity(pruning.schedule()), parameters, stage);
        byte[] model = OnnxExport.bytes(network, learnt, inputShape, WeightStorage.FLOAT16);
        byte[] before = OnnxExport.bytes(network, parameters, inputShape, WeightStorage.FLOAT16);
        return new Made(
                model,
                MagnitudePruning.count(Graph.read(before), Graph.read(model)).summary());
    }
}
