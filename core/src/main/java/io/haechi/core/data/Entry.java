package io.haechi.core.data;

import io.haechi.core.Example;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a data folder.
 *
 * @param example the file with its label; its id is the path as the manifest gives it
 * @param columns the manifest's further columns, in its order
 */
public record Entry(Example<Path> example, Map<String, String> columns) {
    public Entry {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
