package io.haechi.core.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What is in a data folder, and what in it would make a figure lie.
 *
 * @param n examples
 * @param counts examples by split, then label, then source
 * @param duplicatesAcrossSplits files of equal content (SHA-256) that stand in two splits or more: their paths
 * @param duplicates files of equal content within one split
 * @param groupsAcrossSplits groups that stand in two splits or more: name to the splits
 * @param unreadable files that are missing, empty or cannot be read: path to why
 * @param warnings what to mind, one sentence each
 */
public record DataCheck(
        int n,
        Map<String, Map<String, Map<String, Integer>>> counts,
        List<List<String>> duplicatesAcrossSplits,
        List<List<String>> duplicates,
        Map<String, List<String>> groupsAcrossSplits,
        Map<String, String> unreadable,
        List<String> warnings) {

    /** Checks a folder; reads every file once. */
    public static DataCheck of(DataFolder data) {
        return new DataChecking(data).check();
    }

    /** Whether nothing was found that would make a figure lie. */
    public boolean isSound() {
        return duplicatesAcrossSplits.isEmpty() && groupsAcrossSplits.isEmpty() && unreadable.isEmpty();
    }

    /** For a terminal; ends with a line break. */
    public String toText() {
        return DataCheckText.of(this);
    }

    /** One JSON object with {@code "schema":"haechi/1"}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1");
        json.put("n", n);
        json.put("sound", isSound());
        ObjectNode bySplit = json.putObject("counts");
        counts.forEach((split, byLabel) -> {
            ObjectNode labels = bySplit.putObject(split);
            byLabel.forEach((label, bySource) -> {
                ObjectNode sources = labels.putObject(label);
                bySource.forEach((source, count) -> sources.put(source, count));
            });
        });
        duplicatesAcrossSplits.forEach(add(json, "duplicatesAcrossSplits"));
        duplicates.forEach(add(json, "duplicates"));
        ObjectNode groups = json.putObject("groupsAcrossSplits");
        groupsAcrossSplits.forEach((group, splits) -> splits.forEach(groups.putArray(group)::add));
        ObjectNode files = json.putObject("unreadable");
        unreadable.forEach((path, why) -> files.put(path, why));
        warnings.forEach(json.putArray("warnings")::add);
        return json;
    }

    private static java.util.function.Consumer<List<String>> add(ObjectNode json, String name) {
        var array = json.putArray(name);
        return paths -> paths.forEach(array.addArray()::add);
    }
}
