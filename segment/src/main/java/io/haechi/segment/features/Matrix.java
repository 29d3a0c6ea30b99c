package io.haechi.segment.features;

import java.util.Arrays;

/**
 * Rows of numbers, one after the other in one array, which is the matrix's own and is not copied.
 *
 * @param values {@code rows * columns} finite numbers, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Matrix(double[] values, int rows, int columns) {

    public Matrix {
        if (rows < 0 || columns < 1 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException("Expected " + rows + " x " + columns + " numbers, got " + values.length);
        }
    }

    /** A matrix of these rows, all of one length. */
    public static Matrix of(double[]... rows) {
        int columns = rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Matrix(values, rows.length, columns);
    }

    /** One number. */
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy of one row. */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** A copy of one column. */
    public double[] column(int column) {
        double[] copy = new double[rows];
        for (int i = 0; i < rows; i++) {
            copy[i] = get(i, column);
        }
        return copy;
    }

    /** A new matrix of some rows of this one, in the order given. */
    public Matrix select(int... chosen) {
        double[] copy = new double[chosen.length * columns];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values, chosen[i] * columns, copy, i * columns, columns);
        }
        return new Matrix(copy, chosen.length, columns);
    }

    /** Mean of each column. */
    public double[] means() {
        double[] means = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                means[j] += values[i * columns + j];
            }
        }
        for (int j = 0; j < columns; j++) {
            means[j] /= rows;
        }
        return means;
    }

    /** Squared Euclidean distance between two rows, of this and of another matrix with as many columns. */
    public double squaredDistance(int row, Matrix other, int otherRow) {
        double sum = 0;
        int a = row * columns;
        int b = otherRow * columns;
        for (int j = 0; j < columns; j++) {
            double difference = values[a + j] - other.values[b + j];
            sum += difference * difference;
        }
        return sum;
    }
}
