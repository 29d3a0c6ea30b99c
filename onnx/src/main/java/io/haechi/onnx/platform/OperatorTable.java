package io.haechi.onnx.platform;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code operators.csv}: provider, operator, types, conditions. */
final class OperatorTable {
    private static final Map<String, Row> ROWS = read();
    private static final Map<String, Set<DataType>> TYPES = Map.of(
            "f32", EnumSet.of(DataType.FLOAT),
            "f16", EnumSet.of(DataType.FLOAT16),
            "i8", EnumSet.of(DataType.INT8),
            "u8", EnumSet.of(DataType.UINT8),
            "i32", EnumSet.of(DataType.INT32, DataType.INT64),
            "bool", EnumSet.of(DataType.BOOL));

    private OperatorTable() {}

    private record Row(List<String> types, List<Condition> conditions) {}

    /** Why a provider does not take an operator; empty if it does. */
    static Optional<String> reasonAgainst(String provider, Node node, Graph graph, Shapes shapes) {
        Row row = node.domain().isEmpty() ? ROWS.get(provider + " " + node.op()) : null;
        if (row == null) {
            return Optional.of(provider + " does not have " + node.op());
        }
        DataType type = shapes.type(node.input(0));
        if (type != DataType.UNDEFINED
                && row.types.stream()
                        .noneMatch(
                                name -> Objects.requireNonNull(TYPES.get(name)).contains(type))) {
            return Optional.of(provider + " does not take " + type + " here");
        }
        return row.conditions.stream()
                .filter(condition -> !condition.holds(node, graph, shapes))
                .findFirst()
                .map(condition -> provider + " needs " + condition.words());
    }

    private static Map<String, Row> read() {
        Map<String, Row> rows = new HashMap<>();
        try (InputStream stream = Objects.requireNonNull(OperatorTable.class.getResourceAsStream("operators.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] cells = line.split(",", -1);
                    rows.put(cells[0] + " " + cells[1], new Row(words(cells[2]), conditions(cells[3])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(rows);
    }

    private static List<String> words(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(" "));
    }

    private static List<Condition> conditions(String cell) {
        return words(cell).stream()
                .map(word -> Arrays.stream(Condition.values())
                        .filter(condition -> condition
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-')
                                .equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("operators.csv knows no condition " + word)))
                .toList();
    }
}
