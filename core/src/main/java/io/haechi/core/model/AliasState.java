package io.haechi.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every alias stands for after a history: a promotion puts a model on top, a rollback takes it off again, so that a
 * second rollback goes one further back and not forth.
 */
final class AliasState {
    private record Key(String problem, Alias alias) {}

    private final Map<Key, Deque<AliasChange>> promotions = new HashMap<>();

    /** The promotion in force. */
    Optional<AliasChange> current(String problem, Alias alias) {
        return Optional.ofNullable(stack(problem, alias).peekFirst());
    }

    /** The promotion that a rollback brings back; empty if the one in force was the first. */
    Optional<AliasChange> before(String problem, Alias alias) {
        return stack(problem, alias).stream().skip(1).findFirst();
    }

    /** The promotions in force, in no order. */
    List<AliasChange> all() {
        List<AliasChange> all = new ArrayList<>();
        promotions.values().stream().filter(stack -> !stack.isEmpty()).forEach(stack -> all.add(stack.getFirst()));
        return all;
    }

    /**
     * Takes the next change into account.
     *
     * @throws IllegalArgumentException if it does not follow from the changes before: a line was lost or altered
     */
    void apply(AliasChange change) {
        Deque<AliasChange> stack = stack(change.problem(), change.alias());
        requireTop(stack.peekFirst(), change.previous(), change.previousSha256(), "it replaced");
        if (change.kind() == AliasChange.Kind.PROMOTE) {
            stack.addFirst(change);
            return;
        }
        if (stack.isEmpty()) {
            throw new IllegalArgumentException("it rolls back what was never promoted");
        }
        stack.removeFirst();
        requireTop(stack.peekFirst(), change.model(), change.sha256(), "it went back to");
    }

    private static void requireTop(@Nullable AliasChange top, @Nullable String id, @Nullable String hash, String what) {
        boolean isSame = top == null ? id == null : top.leaves(id, hash);
        if (!isSame) {
            throw new IllegalArgumentException("it says that " + what + " " + words(id, hash)
                    + ", the lines above that this was "
                    + (top == null ? words(null, null) : words(top.model(), top.sha256())));
        }
    }

    private static String words(@Nullable String id, @Nullable String hash) {
        return id == null || hash == null ? "nothing promoted" : id + " " + Sha256.brief(hash);
    }

    private Deque<AliasChange> stack(String problem, Alias alias) {
        return promotions.computeIfAbsent(new Key(problem, alias), _ -> new ArrayDeque<>());
    }
}
