package io.haechi.voice;

import io.haechi.core.Example;
import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.comparison.Answers;
import io.haechi.core.comparison.Asked;
import io.haechi.core.comparison.Comparison;
import io.haechi.core.data.DataFolder;
import io.haechi.core.data.Entry;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Single models and their ensembles measured on labelled recordings, each recording decoded once.
 *
 * @param comparison the tables
 * @param unreadable one sentence for each recording that was left out because it cannot be read
 */
public record VoiceComparison(Comparison comparison, List<String> unreadable) {

    public VoiceComparison {
        unreadable = List.copyOf(unreadable);
    }

    static VoiceComparison run(
            List<ModelPackage> models, DataFolder data, ComparisonOptions options, FitListener listener) {
        List<Entry> fit = data.split(options.fitSplit());
        List<Entry> test = data.split(options.split());
        sayWhatLeaks(fit, test, options, listener);
        List<String> failures = new ArrayList<>();
        try (Panel panel = new Panel(models)) {
            Asked asked = new Asked(
                    Problem.VOICE,
                    names(models),
                    ask(panel, fit, options.fitSplit(), failures, listener),
                    ask(panel, test, options.split(), failures, listener));
            return new VoiceComparison(Comparison.of(asked, options.isWithSubsets()), failures);
        }
    }

    /**
     * The single models that these words stand for; all in the store if there are none. Votes are refused where they are
     * named and passed over where they are not; so is what cannot be opened, and that is said.
     */
    static List<ModelPackage> models(ModelStore store, List<String> words, FitListener listener) {
        List<ModelPackage> found = words.isEmpty()
                ? all(store, listener)
                : words.stream().map(word -> single(Voice.model(store, word))).toList();
        if (found.size() < 2) {
            throw new IllegalArgumentException("A comparison needs at least two single voice models, got "
                    + (found.isEmpty() ? "none" : "only " + found.getFirst().id()));
        }
        Set<String> hashes = new HashSet<>();
        for (ModelPackage each : found) {
            if (!hashes.add(each.sha256())) {
                throw new IllegalArgumentException(each.id() + ": is named twice; name each model once");
            }
        }
        return found;
    }

    private static List<ModelPackage> all(ModelStore store, FitListener listener) {
        List<ModelPackage> found = new ArrayList<>();
        for (String id : store.ids()) {
            try {
                ModelPackage each = store.find(id);
                if (each.card().problem().equals(Problem.VOICE.name())
                        && VoiceSettings.of(each.card()).memberList().isEmpty()) {
                    found.add(each);
                }
            } catch (ModelException e) {
                listener.says("left out: " + e.getMessage());
            }
        }
        return withoutCopies(found, listener);
    }

    /** A compressed model beside the one it was made of would have a second voice in every vote. */
    private static List<ModelPackage> withoutCopies(List<ModelPackage> found, FitListener listener) {
        Map<String, String> ids = new HashMap<>();
        found.forEach(each -> ids.put(each.sha256(), each.id()));
        List<ModelPackage> originals = new ArrayList<>();
        for (ModelPackage each : found) {
            String parent = ids.get(String.valueOf(each.card().provenance().parentModel()));
            if (parent == null) {
                originals.add(each);
            } else {
                listener.says("left out: " + each.id() + " was made of " + parent + "; name both to compare them");
            }
        }
        return originals;
    }

    private static ModelPackage single(ModelPackage found) {
        VoiceSettings.ofSingle(found, "name single models, every ensemble of them is compared anyway");
        return found;
    }

    /** Ids, with the beginning of the hash where two packages have one id. */
    private static List<Asked.Model> names(List<ModelPackage> models) {
        List<String> ids = models.stream().map(ModelPackage::id).toList();
        return models.stream()
                .map(each -> new Asked.Model(
                        ids.indexOf(each.id()) == ids.lastIndexOf(each.id())
                                ? each.id()
                                : each.id() + " " + each.sha256().substring(0, 8),
                        each.sha256()))
                .toList();
    }

    private static Asked.Part ask(
            Panel panel, List<Entry> entries, String split, List<String> failures, FitListener listener) {
        listener.begins("listening to " + split, entries.size());
        List<List<Answers>> heard = Workers.map(entries, entry -> {
            Example<Path> example = entry.example();
            try {
                return List.of(panel.hear(example));
            } catch (UnreadableInputException e) {
                synchronized (failures) {
                    failures.add(String.valueOf(e.getMessage()));
                }
                return List.of();
            } finally {
                listener.step();
            }
        });
        List<Answers> answers = heard.stream().flatMap(List::stream).toList();
        if (answers.isEmpty()) {
            throw new UnreadableInputException("None of the " + entries.size() + " recordings of split \"" + split
                    + "\" can be read; the first: " + failures.getLast());
        }
        return new Asked.Part(split, answers);
    }

    /** A speaker or call that stands in both splits makes weights look better than they are. */
    private static void sayWhatLeaks(
            List<Entry> fit, List<Entry> test, ComparisonOptions options, FitListener listener) {
        Set<String> shared = groups(fit);
        shared.retainAll(groups(test));
        if (!shared.isEmpty()) {
            listener.says(shared.size() + " groups stand in both " + options.fitSplit() + " and " + options.split()
                    + ", such as \"" + shared.iterator().next() + "\": the figures will flatter");
        }
    }

    private static Set<String> groups(List<Entry> entries) {
        return entries.stream().map(entry -> entry.example().group()).collect(Collectors.toCollection(HashSet::new));
    }
}
