package io.haechi.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.call.data.Background;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.call.learn.Features;
import io.haechi.call.learn.Learner;
import io.haechi.call.learn.Learning;
import io.haechi.call.learn.Sample;
import io.haechi.call.learn.Teaching;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.text.normal.Normaliser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fits one model of texts: samples, methods, calibration and thresholds on valid, figures, package. */
final class TextFit {
    /** Kinds of phishing are told apart by few words. */
    private static final Features TYPE_FEATURES = new Features("char 2-4 within-words", "tf-idf", 5, 5000, 0);

    private static final Learner TYPE_LEARNER = new Learner.Logistic(10, -1000);

    private final TextRecipe recipe;
    private final TextFolder data;
    private final FitListener listener;
    private final Normaliser normaliser;
    private final List<TextEntry> train;
    private final List<TextEntry> valid;
    private final Map<String, byte[]> files = new HashMap<>();
    private final @Nullable Path weights;
    private final boolean resume;

    TextFit(TextRecipe recipe, TextFolder data, FitListener listener) {
        this(recipe, data, null, false, listener);
    }

    /**
     * @param weights where an encoder starts from; null for the recipe's own, and for other methods
     * @param resume whether an encoder's training that was cut short goes on
     */
    TextFit(TextRecipe recipe, TextFolder data, @Nullable Path weights, boolean resume, FitListener listener) {
        this.weights = weights;
        this.resume = resume;
        this.recipe = recipe;
        this.data = data;
        this.listener = listener;
        this.normaliser = new Normaliser(recipe.normal());
        this.train = new ArrayList<>(data.split("train"));
        this.valid = data.split("valid");
    }

    /** Writes the package, with figures on valid and, if it is there, on test. */
    ModelPackage fit(Path out) {
        ModelPackage.requireReplaceable(out);
        ModelPackage made = withAlert(fitWithoutFigures(out), out);
        List<EvaluationReport> reports = new ArrayList<>();
        try (TextModel model = TextModel.open(made)) {
            for (String split : List.of("valid", "test")) {
                if (data.splits().contains(split)) {
                    reports.add(TextEvaluation.run(model, data, split, new Noise(0, 0), listener));
                }
            }
        }
        return ModelPackage.write(out, made.card().withMetrics(TextEvaluation.metrics(reports)), files);
    }

    /** Writes the package, calibrated, without alert and figures. */
    ModelPackage fitWithoutFigures(Path out) {
        files.put(TextModel.SHORTCUT_FILE, json(TextEvaluation.style(train)));
        train.addAll(written());
        listener.begins("fitting " + recipe.name(), 3);
        files.putAll(learn(recipe.learner(), recipe.unit(), "", out));
        listener.step();
        List<String> types = learnTypes();
        TextSettings settings = new TextSettings(recipe.text(), recipe.unit(), 0.5, null, null, types);
        TextSettings.Blend blend = blend(out, settings);
        listener.step();
        if (blend != null) {
            settings = new TextSettings(recipe.text(), recipe.unit(), 0.5, blend, null, types);
        }
        OperatingPoint point;
        try (TextModel model = TextModel.open(write(out, Calibration.NONE, 0.5, settings))) {
            point = OperatingPoint.choose(model, valid, data.problem());
        }
        settings = new TextSettings(recipe.text(), recipe.unit(), point.dangerThreshold(), blend, null, types);
        ModelPackage made = write(out, point.calibration(), point.threshold(), settings);
        listener.step();
        return made;
    }

    /** The same package that also calls out calls which go on, if its method is quick enough for that. */
    private ModelPackage withAlert(ModelPackage made, Path out) {
        if (!data.problem().equals(Problem.CALL) || !(recipe.learner() instanceof Learner.Linear)) {
            return made;
        }
        TextSettings.Alert alert;
        try (TextModel model = TextModel.open(made)) {
            alert = Replay.alert(model, valid);
        }
        TextSettings old = TextSettings.of(made.card());
        TextSettings settings =
                new TextSettings(old.text(), old.unit(), old.dangerThreshold(), old.sentences(), alert, old.types());
        return write(out, made.card().calibration(), made.card().threshold(), settings);
    }

    private ModelPackage write(Path out, Calibration calibration, double threshold, TextSettings settings) {
        return ModelPackage.write(out, card(calibration, threshold, settings), files);
    }

    private List<TextEntry> written() {
        List<TextEntry> calls = Background.calls(recipe.background(), recipe.seed());
        if (data.problem().equals(Problem.CALL)) {
            return calls;
        }
        return calls.stream()
                .flatMap(call -> call.text().lines().distinct().map(call::with))
                .distinct()
                .toList();
    }

    private Map<String, byte[]> learn(Learner learner, Unit unit, String prefix, Path out) {
        return Learning.fit(
                recipe.features(),
                learner,
                samples(unit),
                prefix,
                recipe.seed(),
                Runtime.getRuntime().availableProcessors(),
                Teaching.beside(out, weights, resume, listener.training()));
    }

    private List<Sample> samples(Unit unit) {
        double[] counts = Weighing.counts(train, recipe.balance());
        List<Sample> samples = new ArrayList<>();
        int hearings = 1 + recipe.noise().size();
        for (int i = 0; i < train.size(); i++) {
            TextEntry each = train.get(i);
            for (int h = 0; h < hearings; h++) {
                String heard = h == 0
                        ? each.text()
                        : new Noise(recipe.noise().get(h - 1), recipe.seed() + h).apply(each.text());
                List<String> pieces = unit.cut(TextModel.lines(normaliser, heard));
                for (String piece : pieces) {
                    samples.add(new Sample(piece, each.example().positive(), counts[i] / hearings / pieces.size()));
                }
            }
        }
        return atOneEach(samples);
    }

    /** Costs are per sample: the counts are scaled so that a sample counts one on average. */
    private static List<Sample> atOneEach(List<Sample> samples) {
        double scale =
                samples.size() / samples.stream().mapToDouble(Sample::count).sum();
        return samples.stream()
                .map(each -> new Sample(each.text(), each.positive(), each.count() * scale))
                .toList();
    }

    /** Fits the model of sentences on the lines of the calls, and how the two are added up. */
    private TextSettings.@Nullable Blend blend(Path out, TextSettings settings) {
        TextRecipe.Second second = recipe.sentences();
        if (second == null) {
            return null;
        }
        files.putAll(learn(second.learner(), new Unit(1, 1), TextModel.SENTENCE_PREFIX, out));
        TextSettings.Blend even = new TextSettings.Blend(1, 1, Calibration.NONE);
        TextSettings both = new TextSettings(settings.text(), settings.unit(), 0.5, even, null, settings.types());
        try (TextModel model = TextModel.open(write(out, Calibration.NONE, 0.5, both))) {
            double[] calls = new double[train.size()];
            double[] sentences = new double[train.size()];
            for (int i = 0; i < calls.length; i++) {
                List<String> lines = TextModel.lines(normaliser, train.get(i).text());
                calls[i] = model.callLogit(lines);
                sentences[i] = model.sentenceLogit(lines);
            }
            return new TextSettings.Blend(
                    spread(calls), spread(sentences) / second.weight(), sentenceCalibration(model));
        }
    }

    private Calibration sentenceCalibration(TextModel model) {
        List<Double> logits = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (TextEntry each : valid) {
            for (String line : TextModel.lines(normaliser, each.text())) {
                logits.add(model.sentenceScorer().logit(line));
                labels.add(each.example().positive());
            }
        }
        boolean[] positive = new boolean[labels.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = labels.get(i);
        }
        return Calibration.balancedPlatt(
                logits.stream().mapToDouble(Double::doubleValue).toArray(), positive);
    }

    private static double spread(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        return Math.max(1e-6, Math.sqrt(squares));
    }

    /** One against the others, on what is phishing; a sentence says too little of it. */
    private List<String> learnTypes() {
        List<TextEntry> phishing = train.stream()
                .filter(each -> each.example().positive() && !each.type().isBlank())
                .toList();
        List<String> types =
                List.copyOf(new TreeSet<>(phishing.stream().map(TextEntry::type).toList()));
        if (!data.problem().equals(Problem.CALL) || recipe.sentences() == null || types.size() < 2) {
            return List.of();
        }
        for (int type = 0; type < types.size(); type++) {
            String name = types.get(type);
            List<Sample> samples = phishing.stream()
                    .map(each -> new Sample(
                            String.join(" ", TextModel.lines(normaliser, each.text())),
                            each.type().equals(name),
                            1))
                    .toList();
            files.putAll(Learning.fit(
                    TYPE_FEATURES, TYPE_LEARNER, samples, TextModel.typePrefix(type), recipe.seed(), 1, Teaching.NONE));
        }
        return types;
    }

    private Card card(Calibration calibration, double threshold, TextSettings settings) {
        return new Card(
                Card.SCHEMA,
                data.problem().name() + "-" + recipe.name(),
                data.problem().name(),
                recipe.name(),
                Provenance.now(data.sha256(), recipe.name(), recipe.seed(), Version.current()),
                threshold,
                calibration,
                Map.of(),
                settings.toMap(),
                Map.of(),
                TextEvaluation.shortcut(data),
                Cards.licence(recipe.learner(), weights),
                Cards.limits(recipe));
    }

    private static byte[] json(Object value) {
        try {
            return new ObjectMapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A shortcut model is always writable", e);
        }
    }
}
