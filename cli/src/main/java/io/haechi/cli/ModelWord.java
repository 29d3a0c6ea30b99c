package io.haechi.cli;

import io.haechi.call.Calls;
import io.haechi.core.Problem;
import io.haechi.core.model.Alias;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Voice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models the words on a command line stand for: an alias of a problem, an id or a path. */
final class ModelWord {
    static final String CHAMPION = "champion";

    @Option(
            names = "--problem",
            paramLabel = "NAME",
            defaultValue = "voice",
            description = "whose champion and challenger are meant (default: ${DEFAULT-VALUE})")
    private String problem = Problem.VOICE.name();

    /** The package that a word stands for, whatever problem it answers if it is an id or a path. */
    ModelPackage find(ModelStore store, String word) {
        return Alias.of(word).isPresent()
                ? store.resolve(word, problem(), shippedChampion(problem()))
                : store.find(word);
    }

    /** The id in the store that an alias stands for; any other word as it is. */
    String id(ModelStore store, String word) {
        Optional<Alias> alias = Alias.of(word);
        if (alias.isEmpty()) {
            return word;
        }
        // Says what is wrong if there is no such alias, or if it is not what was promoted.
        String shipped = find(store, word).id();
        return store.registry()
                .current(problem().name(), alias.get())
                .flatMap(change -> Optional.ofNullable(change.model()))
                .orElse(shipped);
    }

    /** The problem that was named. */
    Problem problem() {
        return Problem.named(problem);
    }

    /** Id of the champion as long as nothing is promoted; null if none ships. */
    static @Nullable String shippedChampion(Problem problem) {
        if (problem.equals(Problem.VOICE)) {
            return Voice.DEFAULT_MODEL;
        }
        boolean isOfTexts = problem.equals(Problem.CALL) || problem.equals(Problem.SENTENCE);
        return isOfTexts ? Calls.defaultModel(problem) : null;
    }
}
