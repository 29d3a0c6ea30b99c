package io.haechi.segment.table;

import java.util.List;

/**
 * Some columns of a file in memory.
 *
 * @param columns each with as many rows as the others
 * @param rows how many
 */
public record Table(List<Column> columns, int rows) {

    public Table {
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "Column \"" + column.name() + "\" has " + column.rows() + " rows, the table " + rows);
            }
        }
        columns = List.copyOf(columns);
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no column \"" + name + "\"; there are "
                        + String.join(", ", columns.stream().map(Column::name).toList()) + "."));
    }
}
