package io.haechi.voice;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a training took by its log.
 *
 * @param epochs epochs in the log; fewer than the recipe's if it was stopped or is under way
 * @param minutes their seconds added up, validation included
 */
public record TrainingTime(int epochs, double minutes) {

    /**
     * The time of a recipe's training, from the first of these folders that holds its log.
     *
     * @return null if none of them does
     * @throws UnreadableInputException if the log is no training log
     */
    static @Nullable TrainingTime find(String recipe, List<Path> folders) {
        for (Path folder : folders) {
            Path log = folder.resolve("voice-" + recipe + ".training").resolve("training.csv");
            if (Files.isRegularFile(log)) {
                return read(log);
            }
        }
        return null;
    }

    private static TrainingTime read(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            int column =
                    lines.isEmpty() ? -1 : List.of(lines.getFirst().split(",")).indexOf("seconds");
            if (column < 0) {
                throw new UnreadableInputException(log + ": is no training log, it has no column \"seconds\".");
            }
            double seconds = 0;
            for (int i = 1; i < lines.size(); i++) {
                seconds += seconds(log, i + 1, lines.get(i).split(",", -1), column);
            }
            return new TrainingTime(lines.size() - 1, seconds / 60);
        } catch (IOException e) {
            throw new UnreadableInputException(log + ": the training log cannot be read: " + e.getMessage(), e);
        }
    }

    private static double seconds(Path log, int line, String[] cells, int column) {
        try {
            double seconds = Double.parseDouble(column < cells.length ? cells[column] : "");
            if (seconds >= 0 && Double.isFinite(seconds)) {
                return seconds;
            }
        } catch (NumberFormatException _) {
            // Said below, like a number that cannot be.
        }
        throw new UnreadableInputException(log + ", line " + line + ": holds no seconds.");
    }
}
