package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.data.Entry;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.shortcut.ShortcutModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a model gets on a data set that does not listen: fitted on train, measured on every other split. */
final class ShortcutCheck {
    private final DataFolder data;
    private final FitListener listener;

    ShortcutCheck(DataFolder data, FitListener listener) {
        this.data = data;
        this.listener = listener;
    }

    /** Split to AUC; empty without a split {@code train} that holds both classes. */
    Map<String, Double> run() {
        Map<String, Double> aucs = new TreeMap<>();
        if (!data.splits().contains("train")) {
            return aucs;
        }
        List<Row> train = rows("train");
        if (train.stream().map(Row::positive).distinct().count() < 2) {
            return aucs;
        }
        boolean[] positive = new boolean[train.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = train.get(i).positive();
        }
        double[][] features = train.stream().map(Row::features).toArray(double[][]::new);
        ShortcutModel model = ShortcutModel.fit(ShortcutFeatures.NAMES, features, positive);
        for (String split : data.splits()) {
            if (!split.equals("train")) {
                List<Scored> scored = rows(split).stream()
                        .map(row -> new Scored(row.id(), row.positive(), model.probability(row.features()), split))
                        .toList();
                if (!scored.isEmpty()) {
                    aucs.put(split, Evaluation.of(Problem.VOICE, scored, 0.5).auc());
                }
            }
        }
        return aucs;
    }

    private record Row(String id, boolean positive, double[] features) {}

    private List<Row> rows(String split) {
        List<Entry> entries = data.split(split);
        listener.begins("measuring " + split, entries.size());
        List<List<Row>> rows = Workers.map(entries, entry -> {
            double @Nullable [] features = features(entry);
            listener.step();
            return features == null
                    ? List.of()
                    : List.of(new Row(
                            entry.example().id(), entry.example().positive(), Objects.requireNonNull(features)));
        });
        List<Row> all = new ArrayList<>();
        rows.forEach(all::addAll);
        return all;
    }

    private static double @Nullable [] features(Entry entry) {
        try (SoundStream sound = SoundFile.open(entry.example().input(), Voice.SAMPLE_RATE, DecodeLimits.DEFAULT)) {
            ShortcutFeatures features = new ShortcutFeatures();
            float[][] block = new float[sound.channels()][Voice.SAMPLE_RATE];
            for (int read = sound.read(block, Voice.SAMPLE_RATE);
                    read >= 0;
                    read = sound.read(block, Voice.SAMPLE_RATE)) {
                features.accept(block[0], read);
            }
            return features.values();
        } catch (UnreadableInputException e) {
            return null;
        }
    }
}
