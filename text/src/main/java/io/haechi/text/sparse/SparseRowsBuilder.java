package io.haechi.text.sparse;

import java.util.Arrays;

/** Collects {@link SparseRows} value by value, or block by block. */
public final class SparseRowsBuilder {
    private static final int BEGINNING = 1024;

    private final int width;
    private int[] offsets = new int[BEGINNING];
    private int[] columns = new int[BEGINNING];
    private float[] values = new float[BEGINNING];
    private int rows;
    private int cells;

    /** For rows of this many columns. */
    public SparseRowsBuilder(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("Rows must have at least 1 column, got " + width);
        }
        this.width = width;
    }

    /** Adds a value to the row that is being written; columns ascend within a row. */
    public SparseRowsBuilder add(int column, float value) {
        if (column < 0 || column >= width) {
            throw new IllegalArgumentException("Columns must be between 0 and " + (width - 1) + ", got " + column);
        }
        if (cells > offsets[rows] && columns[cells - 1] >= column) {
            throw new IllegalArgumentException(
                    "Columns of a row must ascend, got " + column + " after " + columns[cells - 1]);
        }
        room(1);
        columns[cells] = column;
        values[cells++] = value;
        return this;
    }

    /** Ends the row that is being written. */
    public SparseRowsBuilder endRow() {
        if (rows + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[++rows] = cells;
        return this;
    }

    /** Adds all rows of others, which are as wide. */
    SparseRowsBuilder addAll(SparseRows others) {
        room(others.cells());
        System.arraycopy(others.columns(), 0, columns, cells, others.cells());
        System.arraycopy(others.values(), 0, values, cells, others.cells());
        int before = cells;
        for (int row = 0; row < others.rows(); row++) {
            cells = before + others.offsets()[row + 1];
            endRow();
        }
        return this;
    }

    private void room(int more) {
        if (cells + more > columns.length) {
            int length = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(columns.length * 2L, (long) cells + more));
            columns = Arrays.copyOf(columns, length);
            values = Arrays.copyOf(values, length);
        }
    }

    /** The rows that were ended. */
    public SparseRows build() {
        return new SparseRows(
                Arrays.copyOf(offsets, rows + 1), Arrays.copyOf(columns, cells), Arrays.copyOf(values, cells), width);
    }
}
