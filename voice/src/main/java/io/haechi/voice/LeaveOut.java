package io.haechi.voice;

import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Sha256;
import io.haechi.voice.train.Clip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains recipes again and again, each time without some generators (or corpora), and asks about these.
 *
 * <p>A split into train, valid and test has a handful of generators on each side, and which ones they are decides more than
 * the recipe does; leaving out each in turn asks about all of them. Every model is trained, calibrated and given its
 * threshold as {@code fit} does it; real voices to rank the fakes against are those of valid and those left out, never
 * trained on.
 */
final class LeaveOut {
    private final List<VoiceRecipe> recipes;
    private final DataFolder data;
    private final Function<VoiceRecipe, Beginning> beginnings;
    private final LeaveOutOptions options;
    private final FitListener listener;

    LeaveOut(
            List<VoiceRecipe> recipes,
            DataFolder data,
            Function<VoiceRecipe, Beginning> beginnings,
            LeaveOutOptions options,
            FitListener listener) {
        this.recipes = recipes;
        this.data = data;
        this.beginnings = beginnings;
        this.options = options;
        this.listener = listener;
    }

    LeftOut run() {
        List<LeftOut.Part> parts = new ArrayList<>();
        Map<VoiceRecipe, VoiceTraining> lessons = new LinkedHashMap<>();
        recipes.forEach(recipe -> lessons.put(recipe, new VoiceTraining(recipe, data, listener)));
        VoiceTraining any = lessons.values().iterator().next();
        List<List<String>> folds = folds(any.train());
        for (int fold = 0; fold < folds.size(); fold++) {
            Set<String> left = new HashSet<>(folds.get(fold));
            listener.says("training " + (fold + 1) + " of " + folds.size() + ", without "
                    + String.join(", ", folds.get(fold)));
            List<Clip> heldOut = any.train().stream()
                    .filter(clip -> left.contains(value(clip)))
                    .toList();
            List<double[]> onValid = new ArrayList<>();
            List<double[]> onHeldOut = new ArrayList<>();
            for (Map.Entry<VoiceRecipe, VoiceTraining> each : lessons.entrySet()) {
                VoiceRecipe recipe = each.getKey();
                Path out = work(folds.get(fold)).resolve("voice-" + recipe.name());
                VoiceTraining without = each.getValue().without(clip -> left.contains(value(clip)));
                try (VoiceDetector detector = trained(recipe, without, out)) {
                    onValid.add(logits(detector, any.valid()));
                    onHeldOut.add(logits(detector, heldOut));
                }
            }
            parts.add(new LeftOut.Part(any.valid(), heldOut, onValid, onHeldOut));
        }
        List<String> names =
                new ArrayList<>(recipes.stream().map(VoiceRecipe::name).toList());
        return LeftOut.of(names, options.column(), parts, this::value);
    }

    /** Named after what is left out, so that a training of other parts is never taken for this one. */
    private Path work(List<String> left) {
        String name = Sha256.of(String.join("\n", left).getBytes(StandardCharsets.UTF_8));
        return options.work().resolve("without-" + name.substring(0, 12));
    }

    private VoiceDetector trained(VoiceRecipe recipe, VoiceTraining lessons, Path out) {
        SingleFit fit = new SingleFit(recipe, data, beginnings.apply(recipe), out, listener);
        ModelPackage made = Files.isDirectory(out) ? ModelPackage.open(out) : fit.unjudged(lessons);
        if (!made.card().provenance().dataSha256().equals(data.sha256())) {
            throw new IllegalArgumentException(
                    out + " was trained on other data; name another folder for the work," + " or remove it");
        }
        return VoiceDetector.load(
                made,
                id -> {
                    throw new IllegalStateException(id);
                },
                1);
    }

    private double[] logits(VoiceDetector detector, List<Clip> clips) {
        return OperatingPoint.twice(clips, detector::logit, listener).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private String value(Clip clip) {
        return options.column().equals("source") ? clip.source() : clip.origin();
    }

    /** Values dealt out to trainings: the largest first, each to where least is left out so far. */
    private List<List<String>> folds(List<Clip> train) {
        Map<String, Long> sizes = train.stream()
                .filter(clip -> options.column().equals("origin") || clip.fake())
                .collect(Collectors.groupingBy(this::value, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size < LeaveOutOptions.FEWEST_CLIPS);
        if (!options.only().isEmpty()) {
            options.only().stream()
                    .filter(value -> !sizes.containsKey(value))
                    .findFirst()
                    .ifPresent(value -> {
                        throw new IllegalArgumentException("No " + options.column() + " \"" + value
                                + "\" with at least " + LeaveOutOptions.FEWEST_CLIPS + " clips is in train; there are "
                                + sizes.keySet());
                    });
            sizes.keySet().retainAll(options.only());
        }
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("No " + options.column() + " has " + LeaveOutOptions.FEWEST_CLIPS
                    + " clips in train; there is nothing to leave out");
        }
        int count = options.folds() == null ? sizes.size() : Math.min(options.folds(), sizes.size());
        List<List<String>> folds = IntStream.range(0, count)
                .<List<String>>mapToObj(_ -> new ArrayList<>())
                .toList();
        long[] filled = new long[count];
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> {
                    int least = IntStream.range(0, count)
                            .boxed()
                            .min(Comparator.comparingLong(fold -> filled[fold]))
                            .orElseThrow();
                    folds.get(least).add(entry.getKey());
                    filled[least] += entry.getValue();
                });
        return folds;
    }
}
