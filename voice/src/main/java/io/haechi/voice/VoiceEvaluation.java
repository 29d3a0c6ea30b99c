package io.haechi.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.DecodeLimits;
import io.haechi.audio.SoundFile;
import io.haechi.audio.channel.Condition;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Example;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.Verdict;
import io.haechi.core.data.DataFolder;
import io.haechi.core.data.Entry;
import io.haechi.core.evaluation.Bootstrap;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.evaluation.Robustness;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.shortcut.ShortcutModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A detector measured on labelled recordings.
 *
 * @param report the figures, the members' beside those of an ensemble
 * @param unreadable one sentence for each recording that was left out because it cannot be read
 */
public record VoiceEvaluation(EvaluationReport report, List<String> unreadable) {
    private static final int RESAMPLES = 1000;
    private static final long BOOTSTRAP_SEED = 20_240_601;
    static final String SHORTCUT_FILE = "shortcut.json";
    /** Columns of a manifest whose values get figures of their own. */
    private static final List<String> COLUMNS = List.of("language", "codec");

    public VoiceEvaluation {
        unreadable = List.copyOf(unreadable);
    }

    /** One recording: what was said of it, or why it cannot be read. */
    private record Outcome(
            Example<Path> example,
            @Nullable Verdict verdict,
            double shortcut,
            List<Matrix.Answer> answers,
            boolean isLong,
            @Nullable String failure) {}

    static VoiceEvaluation run(
            VoiceDetector detector, DataFolder data, String split, List<Condition> conditions, FitListener listener) {
        long began = System.nanoTime();
        List<Entry> entries = data.split(split);
        List<Example<Path>> examples = entries.stream().map(Entry::example).toList();
        @Nullable ShortcutModel shortcut = shortcut(detector.memberPackages());
        Matrix matrix = new Matrix(conditions);
        listener.begins(
                matrix.isEmpty() ? "listening" : "listening under " + matrix.size() + " conditions", examples.size());
        List<Outcome> outcomes = Workers.map(examples, example -> {
            Outcome outcome = hear(detector, example, shortcut, matrix);
            listener.step();
            return outcome;
        });
        List<String> failures = outcomes.stream()
                .map(Outcome::failure)
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .toList();
        List<Outcome> heard =
                outcomes.stream().filter(outcome -> outcome.verdict() != null).toList();
        if (heard.isEmpty()) {
            throw new UnreadableInputException(
                    data.folder() + ": none of the " + examples.size() + " recordings of split \"" + split
                            + "\" can be read" + (failures.isEmpty() ? "" : "; the first: " + failures.getFirst()));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double shortcutAuc = shortcut == null ? Double.NaN : shortcutAuc(heard);
        List<EvaluationReport> members = new ArrayList<>();
        if (detector.memberIds().size() > 1) {
            for (ModelPackage member : detector.memberPackages()) {
                members.add(report(member, split, scoredBy(member.id(), heard), shortcutAuc, seconds, List.of()));
            }
        }
        EvaluationReport report = report(detector.source(), split, scored(heard), shortcutAuc, seconds, members);
        EvaluationReport whole = matrix.isEmpty() ? report : report.with(robustness(matrix, heard, report, listener));
        return new VoiceEvaluation(whole.by(columns(entries)), failures);
    }

    /** What the manifest says of each recording beyond the source, where it says it. */
    private static Map<String, Map<String, String>> columns(List<Entry> entries) {
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            Map<String, String> values = new LinkedHashMap<>();
            for (Entry entry : entries) {
                String value = entry.columns().getOrDefault(column, "");
                if (!value.isBlank()) {
                    values.put(entry.example().id(), value);
                }
            }
            if (!values.isEmpty()) {
                columns.put(column, values);
            }
        }
        return columns;
    }

    private static Outcome hear(
            VoiceDetector detector, Example<Path> example, @Nullable ShortcutModel shortcut, Matrix matrix) {
        Path file = example.input();
        try (KeptBeginning sound =
                new KeptBeginning(SoundFile.open(file, Voice.SAMPLE_RATE, DecodeLimits.DEFAULT), matrix.seconds())) {
            ShortcutFeatures features = new ShortcutFeatures();
            Hearing hearing = detector.hear(file.toString(), sound, features);
            double guess = shortcut == null ? Double.NaN : shortcut.probability(features.values());
            return new Outcome(
                    example,
                    hearing.verdict(),
                    guess,
                    matrix.answers(detector, example.id(), hearing, sound),
                    !sound.isWhole(),
                    null);
        } catch (UnreadableInputException e) {
            return new Outcome(example, null, Double.NaN, List.of(), false, e.getMessage());
        }
    }

    private static Robustness robustness(
            Matrix matrix, List<Outcome> heard, EvaluationReport report, FitListener listener) {
        long cut = heard.stream().filter(Outcome::isLong).count();
        if (cut > 0) {
            listener.says(String.format(
                    Locale.ROOT,
                    "%d of the recordings are longer than %.0f s; under every condition only their beginning is heard.",
                    cut,
                    matrix.seconds()));
        }
        List<Matrix.Row> rows = heard.stream()
                .map(outcome -> new Matrix.Row(outcome.example(), outcome.answers()))
                .toList();
        return matrix.robustness(rows, report.evaluation().threshold(), RESAMPLES, BOOTSTRAP_SEED);
    }

    private static EvaluationReport report(
            ModelPackage model,
            String split,
            List<Scored> scored,
            double shortcutAuc,
            double seconds,
            List<EvaluationReport> members) {
        Evaluation evaluation =
                Evaluation.of(Problem.VOICE, scored, model.card().threshold());
        return new EvaluationReport(
                model.id(),
                model.sha256(),
                split,
                evaluation,
                Bootstrap.intervals(evaluation, RESAMPLES, BOOTSTRAP_SEED),
                shortcutAuc,
                seconds,
                members);
    }

    private static List<Scored> scored(List<Outcome> heard) {
        return heard.stream()
                .map(outcome -> scored(outcome, verdict(outcome).probability()))
                .toList();
    }

    private static List<Scored> scoredBy(String modelId, List<Outcome> heard) {
        return heard.stream()
                .map(outcome -> scored(outcome, opinion(verdict(outcome), modelId)))
                .toList();
    }

    private static double opinion(Verdict verdict, String modelId) {
        return verdict.evidence().stream()
                .filter(evidence ->
                        evidence.kind().equals("model") && evidence.name().equals(modelId))
                .mapToDouble(Evidence::probability)
                .findFirst()
                .orElseThrow();
    }

    private static Scored scored(Outcome outcome, double probability) {
        return new Scored(
                outcome.example().id(),
                outcome.example().positive(),
                probability,
                outcome.example().source(),
                verdict(outcome).decision() == Decision.UNSURE);
    }

    private static Verdict verdict(Outcome outcome) {
        return java.util.Objects.requireNonNull(outcome.verdict());
    }

    private static double shortcutAuc(List<Outcome> heard) {
        List<Scored> guesses = heard.stream()
                .map(outcome -> scored(outcome, outcome.shortcut()))
                .toList();
        return Evaluation.of(Problem.VOICE, guesses, 0.5).auc();
    }

    private static @Nullable ShortcutModel shortcut(List<ModelPackage> packages) {
        for (ModelPackage source : packages) {
            if (source.has(SHORTCUT_FILE)) {
                try {
                    return new ObjectMapper().readValue(source.file(SHORTCUT_FILE), ShortcutModel.class);
                } catch (IOException e) {
                    throw new io.haechi.core.ModelException(
                            source.id() + ": " + SHORTCUT_FILE
                                    + " is not a shortcut model; copy or fit the package again.",
                            e);
                }
            }
        }
        return null;
    }

    /** The figures of a card's {@code metrics}, by split. */
    public static Map<String, com.fasterxml.jackson.databind.JsonNode> metrics(List<EvaluationReport> reports) {
        Map<String, com.fasterxml.jackson.databind.JsonNode> metrics = new java.util.TreeMap<>();
        for (EvaluationReport report : reports) {
            com.fasterxml.jackson.databind.node.ObjectNode json = report.toJson();
            json.remove(List.of("schema", "model", "modelSha256", "seconds", "models", "coverage", "robustness"));
            metrics.put(report.split(), json);
        }
        return metrics;
    }
}
