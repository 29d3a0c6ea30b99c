package io.haechi.core.model;

import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model is champion and which is challenger for each problem, since when, and which were before.
 *
 * <p>An alias means one package, not one name: it is pinned by the hash the package had when it was promoted. Another
 * package under the same id (fitted again, or exchanged) is not taken in its place; that has to be promoted as well. The
 * history stands in {@code aliases.jsonl} in the folder of the person's own models; it only ever grows, a rollback is an
 * entry too. As long as nothing was promoted, there is no file and the shipped model is champion.
 *
 * <p>Safe for several threads and several processes at once. Every method throws {@link ModelException} if the history is
 * damaged; nothing is written then.
 */
public final class ModelRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ModelStore store;
    private final @Nullable Path folder;
    private final Duration patience;

    ModelRegistry(ModelStore store, @Nullable Path folder) {
        this(store, folder, PATIENCE);
    }

    ModelRegistry(ModelStore store, @Nullable Path folder, Duration patience) {
        this.store = store;
        this.folder = folder;
        this.patience = patience;
    }

    /** Every change, oldest first. */
    public List<AliasChange> history() {
        return folder == null ? List.of() : new AliasHistory(folder, patience).read();
    }

    /** The promotion in force; empty if nothing was promoted or everything was rolled back. */
    public Optional<AliasChange> current(String problem, Alias alias) {
        return state(history()).current(problem, alias);
    }

    /** The promotions in force, by problem, the champion first. */
    public List<AliasChange> current() {
        return state(history()).all().stream()
                .sorted(Comparator.comparing(AliasChange::problem).thenComparing(AliasChange::alias))
                .toList();
    }

    /**
     * The package that an alias stands for, hashes checked; empty if nothing was promoted.
     *
     * @throws ModelException if it is gone, damaged, or another package than was promoted
     */
    public Optional<ModelPackage> find(Problem problem, Alias alias) {
        return current(problem.name(), alias).map(this::pinned);
    }

    /**
     * The package that a change left an alias with, hashes checked.
     *
     * @throws ModelException if it is gone, damaged, or another package than was promoted
     */
    public ModelPackage pinned(AliasChange change) {
        return pinned(change, "run 'haechi model rollback " + change.problem() + "', or promote another");
    }

    private ModelPackage pinned(AliasChange change, String remedy) {
        String id = change.model();
        String expected = change.sha256();
        if (id == null || expected == null) {
            throw new IllegalArgumentException("This change left no model " + change.alias() + ": " + change);
        }
        String what = id + ": was promoted to " + change.alias() + " for " + change.problem() + " with SHA-256 "
                + Sha256.brief(expected);
        if (!store.ids().contains(id)) {
            throw new ModelException(what + " and is not to be found any more; copy the package back, " + remedy + ".");
        }
        ModelPackage found = store.find(id);
        if (!found.sha256().equals(expected)) {
            throw new ModelException(what + ", the package found has " + Sha256.brief(found.sha256())
                    + "; put the old one back, " + remedy + ".");
        }
        return found;
    }

    /**
     * Makes a model the one that an alias stands for; the problem is the one it answers. If it is that already, nothing is
     * written.
     *
     * @param id its id in the store; a path is refused, since what stands there may change or go
     * @param note why, for those who read the history; may be empty
     * @return the promotion in force
     * @throws ModelException if there is no such package, or it is damaged
     */
    public AliasChange promote(String id, Alias alias, String note) {
        if (ModelStore.isPath(id)) {
            throw new IllegalArgumentException(
                    id + ": is a path; copy the package into " + home() + " and promote it by its id");
        }
        ModelPackage found = store.find(id);
        String problem = found.card().problem();
        Optional<AliasChange> added = new AliasHistory(home(), patience).append(history -> {
            Optional<AliasChange> current = state(history).current(problem, alias);
            return current.filter(change -> change.leaves(id, found.sha256())).isPresent()
                    ? Optional.empty()
                    : Optional.of(change(problem, alias, AliasChange.Kind.PROMOTE, id, found.sha256(), current, note));
        });
        return added.or(() -> current(problem, alias)).orElseThrow();
    }

    /**
     * Takes the last promotion back: the model before it is in force again, or, if it was the first, none. A second
     * rollback goes one further back.
     *
     * @param problem name of the problem
     * @param note why, for those who read the history; may be empty
     * @return the entry that was added to the history
     * @throws ModelException if nothing is promoted, or the model to go back to is gone, damaged or another one
     */
    public AliasChange rollback(String problem, Alias alias, String note) {
        Optional<AliasChange> added = new AliasHistory(home(), patience).append(history -> {
            AliasState state = state(history);
            Optional<AliasChange> current = state.current(problem, alias);
            if (current.isEmpty()) {
                throw new ModelException("No " + alias + " is promoted for " + problem
                        + ", so there is nothing to roll back to; 'haechi model history' shows what was.");
            }
            Optional<AliasChange> before = state.before(problem, alias);
            before.ifPresent(change -> pinned(change, "or promote another"));
            return Optional.of(change(
                    problem,
                    alias,
                    AliasChange.Kind.ROLLBACK,
                    before.map(AliasChange::model).orElse(null),
                    before.map(AliasChange::sha256).orElse(null),
                    current,
                    note));
        });
        return added.orElseThrow();
    }

    private static AliasChange change(
            String problem,
            Alias alias,
            AliasChange.Kind kind,
            @Nullable String id,
            @Nullable String hash,
            Optional<AliasChange> current,
            String note) {
        return new AliasChange(
                Instant.now().toString(),
                problem,
                alias,
                kind,
                id,
                hash,
                current.map(AliasChange::model).orElse(null),
                current.map(AliasChange::sha256).orElse(null),
                System.getProperty("user.name", ""),
                note);
    }

    private static AliasState state(List<AliasChange> history) {
        AliasState state = new AliasState();
        history.forEach(state::apply);
        return state;
    }

    private Path home() {
        if (folder == null) {
            throw new IllegalArgumentException("This model store has no folder of its own to keep aliases in");
        }
        return folder;
    }
}
