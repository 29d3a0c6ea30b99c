package io.haechi.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.UnreadableInputException;
import io.haechi.segment.cluster.KMeansModel;
import io.haechi.segment.features.Feature;
import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.ColumnType;
import io.haechi.segment.table.MissingPolicy;
import io.haechi.segment.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Segments that were kept, so that new rows can be given to them: a row belongs to the segment with the nearest centre. Holds
 * no row of the data, only means, counts and the words of its columns.
 *
 * @param schema version of this file
 * @param features how rows become points
 * @param missing what is done with rows that lack a value
 * @param centres one list per segment
 * @param names of the segments
 * @param sizes rows of each when they were made
 * @param distance mean distance of those rows to their centres
 * @param means of the points' columns when they were made
 * @param spreads standard deviations of the same
 */
public record SavedSegments(
        String schema,
        List<Feature> features,
        MissingPolicy missing,
        List<List<Double>> centres,
        List<String> names,
        List<Integer> sizes,
        double distance,
        List<Double> means,
        List<Double> spreads) {
    private static final String SCHEMA = "haechi-segments/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    public SavedSegments {
        features = List.copyOf(features);
        centres = List.copyOf(centres);
        names = List.copyOf(names);
        sizes = List.copyOf(sizes);
        int width = features.stream().mapToInt(Feature::width).sum();
        boolean isWhole = centres.size() == names.size()
                && names.size() == sizes.size()
                && means.size() == width
                && spreads.size() == width
                && centres.stream().allMatch(centre -> centre.size() == width);
        if (!schema.equals(SCHEMA) || !isWhole || centres.isEmpty()) {
            throw new IllegalArgumentException("Expected segments of schema " + SCHEMA + " with one centre of " + width
                    + " numbers each, got schema " + schema);
        }
    }

    /** Those of a segmentation. */
    public static SavedSegments of(Segmentation segments) {
        if (segments.k() == 0) {
            throw new UnreadableInputException("There is no segment to save, every row stands alone; choose another"
                    + " method (--method), or do without --save.");
        }
        Matrix matrix = segments.points().matrix();
        List<List<Double>> centres = new ArrayList<>();
        for (int c = 0; c < segments.k(); c++) {
            centres.add(boxed(segments.centres().row(c)));
        }
        double[] means = matrix.means();
        double[] spreads = new double[means.length];
        double distance = 0;
        int divided = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < spreads.length; j++) {
                double difference = matrix.get(i, j) - means[j];
                spreads[j] += difference * difference / matrix.rows();
            }
            if (segments.labels()[i] >= 0) {
                divided++;
                distance += Math.sqrt(matrix.squaredDistance(i, segments.centres(), segments.labels()[i]));
            }
        }
        for (int j = 0; j < spreads.length; j++) {
            spreads[j] = Math.sqrt(spreads[j]);
        }
        return new SavedSegments(
                SCHEMA,
                segments.space().features(),
                segments.space().missing(),
                centres,
                segments.profiles().stream().map(SegmentProfile::name).toList(),
                segments.profiles().stream().map(SegmentProfile::size).toList(),
                distance / Math.max(1, divided),
                boxed(means),
                boxed(spreads));
    }

    private static List<Double> boxed(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    /** As text for a file. */
    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Segments cannot be written as JSON", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableInputException if it holds no saved segments
     */
    public static SavedSegments read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), SavedSegments.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableInputException(
                    file + ": holds no saved segments; make them with 'haechi segment CSV --save FILE'.", e);
        } catch (NoSuchFileException e) {
            throw new UnreadableInputException(
                    file + ": there is no such file; make it with 'haechi segment CSV --save FILE'.", e);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read (" + e.getMessage() + ").", e);
        }
    }

    /** How many rows they were made from; those that belong to no segment left out. */
    public int rows() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    /** The columns that new rows must have. */
    public List<String> columns() {
        return features.stream().map(Feature::column).toList();
    }

    /**
     * Looks whether a file of new rows has what it needs.
     *
     * @param names of its columns
     * @throws UnreadableInputException if one is missing
     */
    public void requireColumns(Path file, List<String> names) {
        for (String column : columns()) {
            if (!names.contains(column)) {
                throw new UnreadableInputException(file + ": has no column \"" + column
                        + "\", which the segments were made from; it has " + String.join(", ", names) + ".");
            }
        }
    }

    /** What these columns must hold, by name: new rows are read as the old ones were. */
    public Map<String, ColumnType> types() {
        return features.stream().collect(Collectors.toMap(Feature::column, SavedSegments::type));
    }

    private static ColumnType type(Feature feature) {
        return switch (feature) {
            case Feature.Number number -> number.isDate() ? ColumnType.DATE : ColumnType.NUMBER;
            case Feature.OneHot _ -> ColumnType.CATEGORY;
        };
    }

    /** The same with another policy for rows that lack a value. */
    public SavedSegments with(MissingPolicy policy) {
        return new SavedSegments(schema, features, policy, centres, names, sizes, distance, means, spreads);
    }

    /**
     * Gives new rows to these segments, and says what has moved since they were made.
     *
     * @throws UnreadableInputException if the rows lack a column or cannot be encoded
     */
    public Drift assign(Table table) {
        FeatureSpace space = new FeatureSpace(features, missing);
        FeatureSpace.Points points = space.encode(table);
        Matrix middle = Matrix.of(centres.stream()
                .map(centre -> centre.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new));
        int[] labels = new KMeansModel(middle, new int[0], 0, 0, true).predict(points.matrix());
        return Drift.of(this, table, points, middle, labels);
    }
}
