package io.haechi.bench;

import io.haechi.segment.cluster.Structure;
import io.haechi.segment.cluster.StructureTest;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Scaling;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Made-up rows with groups in them or none, to ask {@link StructureTest} about.
 *
 * @param name what they are
 * @param groups how many groups there are, 1 for none
 * @param draw makes them, from one source of chance
 */
record Cloud(String name, int groups, Draw draw) {

    /** Makes rows of a table. */
    @FunctionalInterface
    interface Draw {
        Rows rows(Random random);
    }

    /** Rows, and how many columns each feature takes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Rows(double[][] values, int[] widths) {}

    /** What is said about the draw of this number. */
    Structure look(long seed) {
        Rows rows = draw.rows(new Random(seed));
        return StructureTest.of(standard(rows), rows.widths(), 1);
    }

    private static Matrix standard(Rows rows) {
        int columns = rows.values()[0].length;
        double[] flat =
                Arrays.stream(rows.values()).flatMapToDouble(Arrays::stream).toArray();
        Matrix points = new Matrix(flat, rows.values().length, columns);
        int column = 0;
        for (int width : rows.widths()) {
            if (width == 1) {
                Scaling.Fitted scale = Scaling.STANDARD.fit(points.column(column));
                for (int i = column; i < flat.length; i += columns) {
                    flat[i] = scale.apply(flat[i]);
                }
            }
            column += width;
        }
        return points;
    }

    /** Every value drawn by itself. */
    static Draw each(int rows, int columns, java.util.function.ToDoubleFunction<Random> value) {
        return random -> numbers(IntStream.range(0, rows)
                .mapToObj(_ -> IntStream.range(0, columns)
                        .mapToDouble(_ -> value.applyAsDouble(random))
                        .toArray())
                .toArray(double[][]::new));
    }

    /**
     * Round clouds of the standard spread whose centres are at least so many spreads apart.
     *
     * @param shares of the rows, one for each cloud
     * @param stretch how many times as long as wide they are, along the first column
     * @param noise share of the rows that are spread evenly over all of it
     */
    static Draw clouds(int rows, int columns, double apart, double[] shares, double stretch, double noise) {
        return random -> {
            double[][] centres = centres(shares.length, columns, apart, stretch, random);
            double[][] values = new double[rows][columns];
            double side = apart * shares.length;
            for (double[] row : values) {
                double mark = random.nextDouble();
                int cloud = 0;
                while (cloud < shares.length - 1 && mark > shares[cloud]) {
                    mark -= shares[cloud++];
                }
                boolean isNoise = random.nextDouble() < noise;
                for (int j = 0; j < columns; j++) {
                    row[j] = isNoise
                            ? side * (random.nextDouble() - 0.5)
                            : centres[cloud][j] + random.nextGaussian() * (j == 0 ? stretch : 1);
                }
            }
            return numbers(values);
        };
    }

    /** Centres drawn again until none is too near; long clouds lie beside each other, not end to end. */
    private static double[][] centres(int k, int columns, double apart, double stretch, Random random) {
        double[][] centres = new double[k][columns];
        double side = apart * k;
        for (int c = 0; c < k; c++) {
            do {
                for (int j = 0; j < columns; j++) {
                    centres[c][j] = side * (random.nextDouble() - 0.5);
                }
            } while (nearest(centres, c, stretch) < apart);
        }
        return centres;
    }

    private static double nearest(double[][] centres, int last, double stretch) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < last; c++) {
            double sum = 0;
            for (int j = 0; j < centres[c].length; j++) {
                double difference = (centres[c][j] - centres[last][j]) / (j == 0 ? stretch : 1);
                sum += difference * difference;
            }
            nearest = Math.min(nearest, Math.sqrt(sum));
        }
        return nearest;
    }

    /**
     * Words, one-hot, and whole numbers beside them.
     *
     * @param widths how many words each column knows
     * @param numbers how many columns of ages and the like
     * @param kind how likely a word is that of its row's hidden kind, of three
     */
    static Draw words(int rows, int[] widths, int numbers, double kind) {
        return random -> {
            int columns = Arrays.stream(widths).sum() + numbers;
            double[][] values = new double[rows][columns];
            for (double[] row : values) {
                int hidden = random.nextInt(3);
                int at = 0;
                for (int width : widths) {
                    row[at + (random.nextDouble() < kind ? hidden % width : random.nextInt(width))] = 1;
                    at += width;
                }
                for (; at < columns; at++) {
                    row[at] = Math.rint(40 + 12 * random.nextGaussian());
                }
            }
            int[] all = Arrays.copyOf(widths, widths.length + numbers);
            Arrays.fill(all, widths.length, all.length, 1);
            return new Rows(values, all);
        };
    }

    static Rows numbers(double[][] values) {
        int[] widths = new int[values[0].length];
        Arrays.fill(widths, 1);
        return new Rows(values, widths);
    }
}
