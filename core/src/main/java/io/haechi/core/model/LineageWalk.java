package io.haechi.core.model;

import io.haechi.core.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks from a package to what it rests on. It comes to an end because a package names the hashes of its members and its
 * parent in its card, whose hash is its own: none can name itself.
 */
final class LineageWalk {
    private final ModelStore store;

    LineageWalk(ModelStore store) {
        this.store = store;
    }

    /** The lineage of a package that was opened, so that its files have the hashes its card names. */
    Lineage of(Lineage.Kind kind, String name, ModelPackage found, String words) {
        List<Lineage> links = new ArrayList<>();
        Card card = found.card();
        card.files().forEach((file, hash) -> links.add(link(Lineage.Kind.FILE, file, hash, Lineage.State.HOLDS, "")));
        for (Map.Entry<String, String> member : Lineage.members(card)) {
            links.add(member(member.getKey(), member.getValue()));
        }
        String parent = card.provenance().parentModel();
        if (parent != null) {
            links.add(parent(card.provenance(), parent));
        }
        links.add(data(card.provenance()));
        return new Lineage(kind, name, found.sha256(), Lineage.State.HOLDS, words, links);
    }

    private Lineage member(String id, String named) {
        try {
            ModelPackage found = store.find(id);
            return found.sha256().equals(named)
                    ? of(Lineage.Kind.MEMBER, id, found, "")
                    : another(Lineage.Kind.MEMBER, id, found, named, "the vote was fitted on");
        } catch (ModelException e) {
            return link(Lineage.Kind.MEMBER, id, named, Lineage.State.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private Lineage parent(Provenance provenance, String named) {
        @Nullable String id = provenance.parentId();
        String method = provenance.method() == null ? "" : "made from it by " + provenance.method();
        Optional<ModelPackage> found = store.withSha256(named);
        if (found.isPresent()) {
            return of(Lineage.Kind.PARENT, found.get().id(), found.get(), method);
        }
        if (id == null || !store.ids().contains(id)) {
            return link(
                    Lineage.Kind.PARENT,
                    id == null ? "unnamed" : id,
                    named,
                    Lineage.State.NOT_AT_HAND,
                    (method.isEmpty() ? "" : method + "; ") + "it is not at hand, so nothing is known but its hash");
        }
        try {
            return another(Lineage.Kind.PARENT, id, store.find(id), named, "the model was made from");
        } catch (ModelException e) {
            return link(Lineage.Kind.PARENT, id, named, Lineage.State.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private static Lineage data(Provenance provenance) {
        return link(
                Lineage.Kind.DATA,
                provenance.recipe(),
                provenance.dataSha256(),
                Lineage.State.HOLDS,
                "recipe " + provenance.recipe() + ", seed " + provenance.seed() + ", " + provenance.created());
    }

    private static Lineage another(Lineage.Kind kind, String id, ModelPackage found, String named, String whose) {
        String words = id + ": has SHA-256 " + Sha256.brief(found.sha256()) + ", " + whose + " " + Sha256.brief(named)
                + "; put back the package of that hash.";
        return link(kind, id, found.sha256(), Lineage.State.BROKEN, words);
    }

    private static Lineage link(Lineage.Kind kind, String name, String sha256, Lineage.State state, String words) {
        return new Lineage(kind, name, sha256, state, words, List.of());
    }
}
