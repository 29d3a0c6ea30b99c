package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;

/** The distances of all pairs: of few points as a square of doubles, of many as a triangle of floats. */
sealed interface PairDistances {
    /** Above this many bytes of doubles, floats are used. */
    long MOST_DOUBLES = 1L << 30;

    /** One distance, of two different points. */
    double get(int a, int b);

    /** Changes it. */
    void set(int a, int b, double distance);

    /** Changes the distances from one group to these others; to itself nothing. */
    void write(int from, int[] others, int size, double[] distances);

    /** Copies the distances from one group to these others. */
    void read(int from, int[] others, int size, double[] out);

    static long bytes(int points) {
        long square = (long) points * points * 8;
        return square <= MOST_DOUBLES ? square : square / 4;
    }

    /** Distances, or their squares, of all rows. */
    static PairDistances of(Matrix points, boolean isSquared) {
        boolean isSmall = (long) points.rows() * points.rows() * 8 <= MOST_DOUBLES;
        PairDistances pairs = isSmall ? Doubles.room(points.rows()) : Floats.room(points.rows());
        double[] row = new double[points.rows()];
        double[][] columns = new double[points.columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = points.column(j);
        }
        for (int i = 1; i < points.rows(); i++) {
            Distances.to(columns, i, points.values(), i, row);
            for (int j = 0; j < i; j++) {
                pairs.set(i, j, isSquared ? row[j] : Math.sqrt(row[j]));
            }
        }
        return pairs;
    }

    /** In double precision, each distance twice: a row is then read from one stretch of memory. */
    @SuppressWarnings("ArrayRecordComponent")
    record Doubles(double[][] rows) implements PairDistances {
        static Doubles room(int points) {
            double[][] rows = new double[points][points];
            for (int i = 0; i < points; i++) {
                rows[i][i] = Double.POSITIVE_INFINITY;
            }
            return new Doubles(rows);
        }

        @Override
        public double get(int a, int b) {
            return rows[a][b];
        }

        @Override
        public void set(int a, int b, double distance) {
            rows[a][b] = distance;
            rows[b][a] = distance;
        }

        @Override
        public void write(int from, int[] others, int size, double[] distances) {
            double[] own = rows[from];
            for (int i = 0; i < size; i++) {
                own[others[i]] = distances[i];
                rows[others[i]][from] = distances[i];
            }
            own[from] = Double.POSITIVE_INFINITY;
        }

        @Override
        public void read(int from, int[] others, int size, double[] out) {
            double[] own = rows[from];
            for (int i = 0; i < size; i++) {
                out[i] = own[others[i]];
            }
        }
    }

    /** In single precision. */
    @SuppressWarnings("ArrayRecordComponent")
    record Floats(float[][] rows) implements PairDistances {
        static Floats room(int points) {
            float[][] rows = new float[points][];
            for (int i = 0; i < points; i++) {
                rows[i] = new float[i];
            }
            return new Floats(rows);
        }

        @Override
        public double get(int a, int b) {
            return a > b ? rows[a][b] : rows[b][a];
        }

        @Override
        public void set(int a, int b, double distance) {
            rows[Math.max(a, b)][Math.min(a, b)] = (float) distance;
        }

        @Override
        public void write(int from, int[] others, int size, double[] distances) {
            for (int i = 0; i < size; i++) {
                if (others[i] != from) {
                    set(from, others[i], distances[i]);
                }
            }
        }

        @Override
        public void read(int from, int[] others, int size, double[] out) {
            float[] own = rows[from];
            for (int i = 0; i < size; i++) {
                int other = others[i];
                out[i] = other < from ? own[other] : other > from ? rows[other][from] : Double.POSITIVE_INFINITY;
            }
        }
    }
}
