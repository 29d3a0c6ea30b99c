package io.haechi.core.data;

import io.haechi.core.Example;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The layout without a manifest: one folder for each label. */
final class LabelFolders {
    private LabelFolders() {}

    static List<Entry> read(Path folder, Problem problem) throws IOException {
        List<Entry> entries = new ArrayList<>();
        entries.addAll(ofLabel(folder, problem.negativeLabel(), false));
        entries.addAll(ofLabel(folder, problem.positiveLabel(), true));
        if (entries.isEmpty()) {
            throw new UnreadableInputException(folder + ": no examples found; expected a " + Manifest.NAME
                    + ", or files in folders named \"" + problem.negativeLabel() + "\" and \"" + problem.positiveLabel()
                    + "\".");
        }
        return entries;
    }

    private static List<Entry> ofLabel(Path folder, String label, boolean positive) throws IOException {
        Path labelled = folder.resolve(label);
        if (!Files.isDirectory(labelled)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(labelled)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(labelled.relativize(file)))
                    .map(file -> entry(folder, file, label, positive))
                    .sorted((a, b) -> a.example().id().compareTo(b.example().id()))
                    .toList();
        }
    }

    private static Entry entry(Path folder, Path file, String label, boolean positive) {
        String id = folder.relativize(file).toString().replace('\\', '/');
        return new Entry(new Example<>(id, file, positive, label, id, DataFolder.ALL), Map.of());
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
