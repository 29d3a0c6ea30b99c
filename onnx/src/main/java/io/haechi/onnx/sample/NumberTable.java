package io.haechi.onnx.sample;

import io.haechi.core.UnreadableInputException;
import io.haechi.onnx.Tensor;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a CSV file of numbers, one sample a row, separated by commas, semicolons or tabs. A first row that holds a word is
 * taken for the column names; empty rows are passed over. Every complaint names the line.
 */
final class NumberTable {
    private NumberTable() {}

    /** The table as {@code [rows, columns]}. */
    static Tensor read(Path file) {
        List<float[]> rows = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank()) {
                float[] row = row(file, number, line);
                if (row.length > 0 && !rows.isEmpty() && row.length != rows.getFirst().length) {
                    throw new UnreadableInputException(file + ", line " + number + ": has " + row.length
                            + " numbers, the rows before it " + rows.getFirst().length + ".");
                }
                if (row.length > 0) {
                    rows.add(row);
                }
            }
        }
        if (rows.isEmpty()) {
            throw new UnreadableInputException(file + ": holds no row of numbers.");
        }
        int columns = rows.getFirst().length;
        float[] values = new float[rows.size() * columns];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * columns, columns);
        }
        return Tensor.of(values, rows.size(), columns);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new UnreadableInputException(file + ": is not UTF-8 text; save the table as UTF-8.", e);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read; is it there, and may it be read?", e);
        }
    }

    /** The row's numbers; none if it is the row of column names. */
    private static float[] row(Path file, int number, String line) {
        String[] cells = line.replace("\uFEFF", "").split("[,;\t]", -1);
        float[] row = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            try {
                row[i] = Float.parseFloat(cells[i].strip());
            } catch (NumberFormatException e) {
                if (number == 1) {
                    return new float[0];
                }
                throw new UnreadableInputException(
                        file + ", line " + number + ": \"" + cells[i].strip() + "\" is not a number.", e);
            }
        }
        return row;
    }
}
