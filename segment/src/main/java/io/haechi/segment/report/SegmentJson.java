package io.haechi.segment.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.segment.SegmentProfile;
import io.haechi.segment.Segmentation;
import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.cluster.Dendrogram;
import io.haechi.segment.cluster.Structure;
import io.haechi.segment.table.TableProfile;
import org.jspecify.annotations.Nullable;

/** Segments as one JSON object. */
public final class SegmentJson {
    private SegmentJson() {}

    /**
     * The object. Its {@code k}, {@code silhouette} and {@code sizes} are those of the segments; what the test of structure saw
     * stands under {@code structure}, with a {@code k} and a {@code silhouette} of its own.
     *
     * @param profile of the table, or null to leave it out
     * @param isFull whether the segment of each row is listed: -1 for none, null for a row that lacks a value
     */
    public static ObjectNode of(Segmentation segments, @Nullable TableProfile profile, boolean isFull) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("schema", "haechi/1").put("problem", "segment");
        object.put("method", segments.method().name().toLowerCase(java.util.Locale.ROOT));
        object.put("k", segments.k()).put("whyK", segments.whyK()).put("inertia", segments.inertia());
        object.put("iterations", segments.iterations()).put("silhouette", segments.silhouette());
        ArrayNode sizes = object.putArray("sizes");
        for (int size : segments.sizes()) {
            sizes.add(size);
        }
        object.set("structure", structure(segments.structure()));
        object.put("rows", segments.labels().length)
                .put("leftOut", segments.leftOut())
                .put("noise", segments.noise());
        ArrayNode columns = object.putArray("columns");
        segments.space().features().forEach(feature -> columns.add(feature.column()));
        object.putArray("segments")
                .addAll(segments.profiles().stream().map(SegmentJson::segment).toList());
        ChoiceOfK choice = segments.choice();
        if (choice != null) {
            object.set("choice", choice(choice));
        }
        Dendrogram tree = segments.dendrogram();
        if (tree != null) {
            object.put("lastMerge", tree.heights()[tree.heights().length - 1]);
        }
        if (profile != null) {
            object.set("profile", profile.toJson());
        }
        if (isFull) {
            full(object, segments);
        }
        return object;
    }

    private static ObjectNode structure(Structure structure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("found", structure.found())
                .put("groups", structure.groups())
                .put("k", structure.k())
                .put("hopkins", structure.hopkins())
                .put("valley", structure.valley())
                .put("valleyByChance", structure.valleyByChance())
                .put("silhouette", structure.silhouette())
                .put("silhouetteByChance", structure.silhouetteByChance())
                .put("stability", structure.stability())
                .put("why", structure.why());
    }

    private static ObjectNode segment(SegmentProfile profile) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("segment", profile.number())
                .put("name", profile.name())
                .put("size", profile.size())
                .put("share", profile.share());
        ArrayNode marks = object.putArray("marks");
        profile.marks().stream()
                .limit(5)
                .forEach(mark -> marks.addObject()
                        .put("feature", mark.feature())
                        .put("inside", mark.inside())
                        .put("outside", mark.outside())
                        .put("effect", mark.effect())
                        .put("words", mark.words()));
        object.put("exampleRow", profile.exampleRow() + 1);
        ArrayNode example = object.putArray("example");
        profile.example().forEach(example::add);
        return object;
    }

    private static ObjectNode choice(ChoiceOfK choice) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("elbow", choice.elbow())
                .put("best", choice.best());
        ArrayNode trials = object.putArray("trials");
        choice.trials()
                .forEach(trial -> trials.addObject()
                        .put("k", trial.k())
                        .put("inertia", trial.inertia())
                        .put("silhouette", trial.silhouette())
                        .put("gap", trial.gap())
                        .put("gapError", trial.gapError()));
        return object;
    }

    /** The segment of every row of a table: -1 for none, null where it lacks a value. */
    static void labels(ObjectNode object, int all, int[] rows, int[] labels) {
        ArrayNode array = object.putArray("labels");
        int next = 0;
        for (int row = 0; row < all; row++) {
            if (next < rows.length && rows[next] == row) {
                int label = labels[next++];
                array.add(label < 0 ? -1 : label + 1);
            } else {
                array.addNull();
            }
        }
    }

    private static void full(ObjectNode object, Segmentation segments) {
        labels(object, segments.tableRows(), segments.points().rows(), segments.labels());
        Dendrogram tree = segments.dendrogram();
        if (tree != null) {
            ArrayNode merges = object.putArray("merges");
            for (int i = 0; i < tree.heights().length; i++) {
                merges.addArray()
                        .add(tree.left()[i])
                        .add(tree.right()[i])
                        .add(tree.heights()[i])
                        .add(tree.sizes()[i]);
            }
        }
    }
}
