package io.haechi.onnx.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"<f2", "<f4", "<f8", ">f4", "|i1", "<i2", ">i4", "<i8", "<u2"})
    void everyWidthAndByteOrderIsRead(String type) throws IOException {
        Tensor read = NpyFile.read(npy(type, true, "(2, 3)", fortranBytes(type)));
        assertThat(read.shape()).containsExactly(2, 3);
        if (type.contains("f")) {
            assertThat(read.floats()).containsExactly(0, 1, 2, 3, 4, 5);
        } else {
            assertThat(read.longs()).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Test
    void aFileOfNumPyItselfIsRead() throws IOException {
        // np.save(b, np.array([[1.5, -2], [0, 3e38]], dtype=np.float32)), NumPy 2.4.6
        String saved = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLC"
                + "B9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAA"
                + "wAAAAADmsWF/";
        Path file = Files.write(folder.resolve("a.npy"), Base64.getDecoder().decode(saved));
        Tensor read = NpyFile.read(file);
        assertThat(read.shape()).containsExactly(2, 2);
        assertThat(read.floats()).containsExactly(1.5f, -2, 0, 3e38f);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                         | is no NumPy array; save it with numpy.save",
                "504b030414000000000000     | is no NumPy array; save it with numpy.save",
                "934e554d5059010076007b27   | is cut short",
                "934e554d505907007600000000 | is a NumPy file of the unknown version 7",
            })
    void whatIsNoArrayIsRefused(String hex, String message) throws IOException {
        Path file = Files.write(folder.resolve("bad.npy"), HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void objectsComplexNumbersAndCutFilesAreRefused() throws IOException {
        Path complex = npy("<c8", false, "(1,)", new byte[8]);
        assertThatThrownBy(() -> NpyFile.read(complex)).hasMessageContaining("holds values of type c8");
        Path pickled = npy("|O", false, "(1,)", new byte[8]);
        assertThatThrownBy(() -> NpyFile.read(pickled)).hasMessageContaining("holds no plain array of numbers");
        Path cut = npy("<f4", false, "(3,)", new byte[8]);
        assertThatThrownBy(() -> NpyFile.read(cut))
                .hasMessageContaining("3 values of 4 bytes are announced, 8 bytes are there");
        Path huge = npy("<f4", false, "(99999999999,)", new byte[8]);
        assertThatThrownBy(() -> NpyFile.read(huge)).isInstanceOf(UnreadableInputException.class);
        Path overflowing = npy("<f4", false, "(9999999999, 9999999999)", new byte[8]);
        assertThatThrownBy(() -> NpyFile.read(overflowing)).isInstanceOf(UnreadableInputException.class);
        assertThatThrownBy(() -> NpyFile.read(folder.resolve("none.npy")))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("is it there");
    }

    @Test
    void anArrayIsCutIntoSamples() throws IOException {
        Path file = npy("<f4", true, "(2, 3)", fortranBytes("<f4"));
        List<Map<String, Tensor>> samples = Samples.read(model(-1, 3), Map.of("x", file));
        assertThat(samples).hasSize(2);
        assertThat(x(samples.get(1)).floats()).containsExactly(3, 4, 5);
        assertThat(x(samples.get(1)).shape()).containsExactly(1, 3);
        List<Map<String, Tensor>> whole = Samples.read(model(1, 2, 3), Map.of("x", file));
        assertThat(whole).hasSize(1);
        assertThat(x(whole.getFirst()).shape()).containsExactly(1, 2, 3);
    }

    @Test
    void anArrayWithAnAxisMoreThanTheInputIsOneSampleAPlace() throws IOException {
        Path states = write("states", Tensor.of(ramp(12), 3, 2, 1, 2));
        List<Map<String, Tensor>> samples = Samples.read(model(2, -1, 2), Map.of("x", states));
        assertThat(samples).hasSize(3);
        assertThat(x(samples.get(1)).shape()).containsExactly(2, 1, 2);
        assertThat(x(samples.get(1)).floats()).containsExactly(4, 5, 6, 7);
        Path scalars = write("scalars", Tensor.of(ramp(3), 3));
        assertThat(Samples.read(model(), Map.of("x", scalars))).hasSize(3);
        assertThat(x(Samples.read(model(), Map.of("x", scalars)).get(2)).shape())
                .isEmpty();
        Path scalar = write("scalar", Tensor.of(new float[] {7}));
        assertThat(x(Samples.read(model(), Map.of("x", scalar)).getFirst()).floats())
                .containsExactly(7);
    }

    @Test
    void anInputOfSeveralRowsTakesAsManyOfAnArray() throws IOException {
        Path file = write("rows", Tensor.of(ramp(12), 4, 3));
        List<Map<String, Tensor>> pairs = Samples.read(model(2, 3), Map.of("x", file));
        assertThat(pairs).hasSize(2);
        assertThat(x(pairs.get(1)).shape()).containsExactly(2, 3);
        assertThat(x(pairs.get(1)).floats()).containsExactly(6, 7, 8, 9, 10, 11);
        assertThatThrownBy(() -> Samples.read(model(3, 3), Map.of("x", file)))
                .hasMessageContaining("holds the shape [4, 3], the model's input \"x\" wants [3, 3]");
    }

    @Test
    void aFileOfOneSampleServesAll() throws IOException {
        GraphBuilder graph = new GraphBuilder("two", 17);
        String x = graph.input("x", -1, 2);
        String rate = graph.longInput("rate");
        String wide = graph.node("Cast", List.of(rate), Map.of("to", 1));
        graph.output(graph.node("Mul", List.of(x, wide), Map.of()), "y", -1, 2);
        Graph model = Graph.read(graph.toBytes());
        Path frames = write("frames", Tensor.of(ramp(6), 3, 2));
        Path one = write("rate", Tensor.of(new long[] {16_000}));
        List<Map<String, Tensor>> samples = Samples.read(model, Map.of("x", frames, "rate", one));
        assertThat(samples)
                .hasSize(3)
                .allSatisfy(sample -> assertThat(sample.get("rate"))
                        .satisfies(tensor -> assertThat(tensor.longs()).containsExactly(16_000)));
        Path two = write("rates", Tensor.of(new long[] {8_000, 16_000}, 2));
        assertThatThrownBy(() -> Samples.read(model, Map.of("x", frames, "rate", two)))
                .hasMessage(two + ": holds 2 samples, another input's file 3; give each as many, or one for all.");
        Path half = Files.writeString(folder.resolve("half.csv"), "16000.5\n");
        assertThatThrownBy(() -> Samples.read(model, Map.of("x", frames, "rate", half)))
                .hasMessage(half + ": holds 16000.5, the model's input \"rate\" takes whole numbers.");
        Path table = Files.writeString(folder.resolve("rate.csv"), "16000\n");
        assertThat(Samples.read(model, Map.of("x", frames, "rate", table))).hasSize(3);
    }

    @Test
    void wholeNumbersServeAsFloats() throws IOException {
        Path bytes = npy("|u1", false, "(1, 2)", new byte[] {(byte) 200, 3});
        assertThat(x(Samples.read(model(-1, 2), Map.of("x", bytes)).getFirst()).floats())
                .containsExactly(200, 3);
    }

    @Test
    void whatIsWrittenIsReadAndIsWhatNumPyWrites() throws IOException {
        for (Tensor tensor : List.of(
                Tensor.of(ramp(6), 2, 3), Tensor.of(new long[] {-1, 1L << 40}, 2), Tensor.of(new float[] {1.5f}))) {
            Tensor read = NpyFile.read(write("again", tensor));
            assertThat(read.shape()).isEqualTo(tensor.shape());
            assertThat(read.isFloat()).isEqualTo(tensor.isFloat());
            if (tensor.isFloat()) {
                assertThat(read.floats()).containsExactly(tensor.floats());
            } else {
                assertThat(read.longs()).containsExactly(tensor.longs());
            }
        }
        // The values begin at a multiple of 64 bytes, as the format asks.
        assertThat(Files.size(write("size", Tensor.of(ramp(6), 2, 3))) % 64).isEqualTo(24);
    }

    @Test
    void inputsCanBeFixed() {
        GraphBuilder graph = new GraphBuilder("two", 17);
        String x = graph.input("x", -1, 2);
        String rate = graph.longInput("rate");
        String gains = graph.input("gains", 2);
        String wide = graph.node("Cast", List.of(rate), Map.of("to", 1));
        String scaled = graph.node("Mul", List.of(x, wide), Map.of());
        graph.output(graph.node("Mul", List.of(scaled, gains), Map.of()), "y", -1, 2);
        Graph model = Graph.read(graph.toBytes());
        Graph fixed = FixedInputs.in(model, Map.of("rate", 3.0, "gains", 0.5));
        assertThat(fixed.inputs()).containsOnlyKeys("x");
        try (OnnxRunner runner = OnnxRunner.open(fixed.toBytes(), 1)) {
            assertThat(runner.run(new float[] {2, -4}, 1, 2)).containsExactly(3, -6);
        }
        assertThat(FixedInputs.in(model, Map.of())).isSameAs(model);
        assertThatThrownBy(() -> FixedInputs.in(model, Map.of("sr", 1.0)))
                .hasMessage("The model has no input \"sr\" to fix; its inputs are [x, rate, gains]");
        assertThatThrownBy(() -> FixedInputs.in(model, Map.of("x", 1.0)))
                .hasMessage("The input \"x\" is FLOAT [-1, 2]; only one whose sizes are all known can be fixed");
        assertThatThrownBy(() -> FixedInputs.in(model, Map.of("rate", 1.5)))
                .hasMessage("The input \"rate\" is INT64 [], it cannot be 1.5");
    }

    private Path write(String name, Tensor tensor) throws IOException {
        Path file = folder.resolve(name + ".npy");
        NpyFile.write(file, tensor);
        return file;
    }

    private static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    @Test
    void aTableIsOneSampleARow() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "a;b;c;d\n1;2;3;4\n\n5;6;7;8.5\n");
        List<Map<String, Tensor>> samples = Samples.read(model(-1, 2, -1), Map.of("x", file));
        assertThat(samples).hasSize(2);
        assertThat(x(samples.get(1)).shape()).containsExactly(1, 2, 2);
        assertThat(x(samples.get(1)).floats()).containsExactly(5, 6, 7, 8.5f);
    }

    @Test
    void tablesWithFaultsAreRefusedWithTheLine() throws IOException {
        Path ragged = Files.writeString(folder.resolve("r.csv"), "1,2\n3\n");
        assertThatThrownBy(() -> NumberTable.read(ragged))
                .hasMessage(ragged + ", line 2: has 1 numbers, the rows before it 2.");
        Path worded = Files.writeString(folder.resolve("w.csv"), "1,2\n3,x\n");
        assertThatThrownBy(() -> NumberTable.read(worded)).hasMessage(worded + ", line 2: \"x\" is not a number.");
        Path empty = Files.writeString(folder.resolve("e.csv"), "a,b\n");
        assertThatThrownBy(() -> NumberTable.read(empty)).hasMessage(empty + ": holds no row of numbers.");
    }

    @Test
    void whatDoesNotFitTheModelIsRefusedWithBothShapes() throws IOException {
        Path file = npy("<f4", true, "(2, 3)", fortranBytes("<f4"));
        assertThatThrownBy(() -> Samples.read(model(-1, 4), Map.of("x", file)))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(file + ": holds the shape [2, 3], the model's input \"x\" wants [-1, 4] (-1 is any size).");
        assertThatThrownBy(() -> Samples.read(model(-1, 3), Map.of("y", file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model has the inputs [x], files are given for [y]");
        Path table = Files.writeString(folder.resolve("t.csv"), "1,2,3\n");
        assertThatThrownBy(() -> Samples.read(model(-1, 2, 2), Map.of("x", table)))
                .hasMessageContaining("holds the shape [1, 3]");
    }

    @Test
    void filesWithoutASampleOrWithNaNAreRefused() throws IOException {
        Path empty = write("empty", Tensor.of(new float[0], 0, 3));
        assertThatThrownBy(() -> Samples.read(model(-1, 3), Map.of("x", empty)))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(empty + ": holds no sample, its shape is [0, 3].");
        Path broken = write("broken", Tensor.of(new float[] {1, 2, 3, 4, Float.NaN, 6}, 2, 3));
        assertThatThrownBy(() -> Samples.read(model(-1, 3), Map.of("x", broken)))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(broken + ": sample 2 holds NaN; leave it out or mend it.");
        Path masked = write("masked", Tensor.of(new float[] {0, Float.NEGATIVE_INFINITY, 1}, 1, 3));
        assertThat(Samples.read(model(-1, 3), Map.of("x", masked))).hasSize(1);
    }

    @Test
    void samplesThatAreAllTheSameAreKnown() {
        Map<String, Tensor> one = Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2));
        Map<String, Tensor> same = Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2));
        Map<String, Tensor> other = Map.of("x", Tensor.of(new float[] {1, 3}, 1, 2));
        assertThat(Samples.areAlike(List.of(one, same, same))).isTrue();
        assertThat(Samples.areAlike(List.of(one, same, other))).isFalse();
        assertThat(Samples.areAlike(List.of(one))).isTrue();
    }

    private static Tensor x(Map<String, Tensor> sample) {
        return java.util.Objects.requireNonNull(sample.get("x"));
    }

    private static Graph model(long... dims) {
        GraphBuilder graph = new GraphBuilder("m", 17);
        String x = graph.input("x", dims);
        graph.output(graph.node("Relu", List.of(x), Map.of()), "y", dims);
        return Graph.read(graph.toBytes());
    }

    /** 0 to 5 in the order in which a Fortran array of two rows keeps them. */
    private static byte[] fortranBytes(String type) {
        int width = type.charAt(2) - '0';
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(6 * width)
                .order(type.startsWith(">") ? java.nio.ByteOrder.BIG_ENDIAN : java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int value : new int[] {0, 3, 1, 4, 2, 5}) {
            switch (type.substring(1)) {
                case "f2" -> buffer.putShort(Float.floatToFloat16(value));
                case "f4" -> buffer.putFloat(value);
                case "f8" -> buffer.putDouble(value);
                case "i1" -> buffer.put((byte) value);
                case "i2", "u2" -> buffer.putShort((short) value);
                case "i4" -> buffer.putInt(value);
                default -> buffer.putLong(value);
            }
        }
        return buffer.array();
    }

    private Path npy(String type, boolean isFortran, String shape, byte[] values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (isFortran ? "True" : "False") + ", 'shape': "
                + shape + ", }";
        header = header + " ".repeat(117 - header.length()) + "\n";
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(HexFormat.of().parseHex("934e554d50590100"));
        out.write(header.length() & 0xFF);
        out.write(header.length() >> 8);
        out.write(header.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.write(values);
        return Files.write(folder.resolve(Integer.toHexString((type + shape).hashCode()) + ".npy"), out.toByteArray());
    }
}
