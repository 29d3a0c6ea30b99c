package io.haechi.core.model;

import io.haechi.core.ModelException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model rests on, checked link by link: every file of its package, the members it votes with, the model it was
 * derived from, theirs in turn, down to the hash of the data at the end.
 *
 * <p>A hash proves that what is here is what was named, not that what was named was ever right. A parent that is not at
 * hand ends the walk at its hash; a member that is not at hand breaks it, since the vote cannot be taken without.
 *
 * @param kind what this link is
 * @param name id of the package, name of the file, or name of the recipe that the data went into
 * @param sha256 hash of what was found, else the hash that was named; empty if neither is known
 * @param state whether it holds
 * @param words what there is to say of it, in one sentence; may be empty
 * @param links what it rests on in turn
 */
public record Lineage(Kind kind, String name, String sha256, State state, String words, List<Lineage> links) {

    /** What a link of the chain is. */
    public enum Kind {
        MODEL,
        FILE,
        MEMBER,
        PARENT,
        DATA
    }

    /** Whether a link holds. */
    public enum State {
        /** Found, with the hash that was named. */
        HOLDS,
        /** Missing, damaged, or another one than was named. */
        BROKEN,
        /** Not here, and not needed to use the model: nothing is known but the hash that was named. */
        NOT_AT_HAND
    }

    public Lineage {
        links = List.copyOf(links);
    }

    /** The lineage of the package of this id or at this path; one that cannot be opened is one broken link. */
    public static Lineage of(ModelStore store, String idOrPath) {
        try {
            ModelPackage found = store.find(idOrPath);
            return new LineageWalk(store).of(Kind.MODEL, idOrPath, found, "");
        } catch (ModelException e) {
            return new Lineage(Kind.MODEL, idOrPath, "", State.BROKEN, String.valueOf(e.getMessage()), List.of());
        }
    }

    /** Whether no link below or at this one is broken. */
    public boolean holds() {
        return broken().isEmpty();
    }

    /** The broken links below and at this one, in the order of the walk. */
    public List<Lineage> broken() {
        return all().filter(link -> link.state == State.BROKEN).toList();
    }

    /** The hash of the data at the end of the walk: that of the oldest ancestor at hand; null if even this is broken. */
    public @Nullable String dataSha256() {
        for (Lineage link : links) {
            if (link.kind == Kind.PARENT && link.state == State.HOLDS) {
                return link.dataSha256();
            }
        }
        return links.stream()
                .filter(link -> link.kind == Kind.DATA)
                .map(Lineage::sha256)
                .findFirst()
                .orElse(null);
    }

    private Stream<Lineage> all() {
        return Stream.concat(Stream.of(this), links.stream().flatMap(Lineage::all));
    }

    /** An ensemble's members as its card names them: id to hash. */
    static List<Map.Entry<String, String>> members(Card card) {
        return card.settings().get("members") instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(Map.class::cast)
                        .map(member -> Map.entry(text(member, "id"), text(member, "sha256")))
                        .toList()
                : List.of();
    }

    private static String text(Map<?, ?> member, String key) {
        return Objects.toString(member.get(key), "");
    }
}
