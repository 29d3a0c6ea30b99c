package io.haechi.audio.features;

import io.haechi.onnx.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The front ends as ONNX nodes, so that a model can take a waveform and stand alone in any language. They agree with the
 * Java code to 1e-4 (measured: under 1e-5) since all arithmetic up to the decibels is in double precision here too.
 *
 * <p>A frame is folded about its middle, {@code x[n] + x[N-n]} and {@code x[n] - x[N-n]}, which halves the two matrix
 * products with windowed cosines and sines that are its Fourier transform; a third product gathers the mel bands.
 * Constants are stored as whole numbers in units of 2^-52, which keeps them exact whatever the graph does to its weights.
 *
 * <p>Needs operator set 13 and of it {@code Add, Cast, Concat, Div, Gather, Log, MatMul, Max, Mul, Pad, Range, ReduceMax,
 * Shape, Slice, Sub, Transpose, Unsqueeze}. Any number of clips and samples, known when the model runs.
 */
public final class FrontEndGraph {
    private static final int DOUBLE = 11;
    private static final int FLOAT = 1;
    private static final double UNIT = 0x1p52;
    private static final int DELTA_REACH = 4;

    private final GraphBuilder graph;
    private final String unit;

    private FrontEndGraph(GraphBuilder graph) {
        this.graph = graph;
        this.unit = cast(graph.constant("unit", new long[] {1L << 52}, 1), DOUBLE);
    }

    /**
     * Appends a log-mel spectrum.
     *
     * @param graph where to
     * @param waveform name of a float tensor of shape {@code [clips, samples]}, at least one sample, full scale ±1
     * @param frontEnd what to compute; its range, where limited, is below the loudest value of each clip
     * @return name of a float tensor of shape {@code [clips, 1, bands, frames]}
     */
    public static String append(GraphBuilder graph, String waveform, LogMel frontEnd) {
        FrontEndGraph nodes = new FrontEndGraph(graph);
        String picture = nodes.logMel(waveform, frontEnd);
        return nodes.cast(nodes.asImage(picture), FLOAT);
    }

    /**
     * Appends cepstral coefficients.
     *
     * @param graph where to
     * @param waveform name of a float tensor of shape {@code [clips, samples]}, full scale ±1; with slopes, at least
     *     nine frames of them
     * @param frontEnd what to compute
     * @return name of a float tensor of shape {@code [clips, 1, bands, frames]}
     */
    public static String append(GraphBuilder graph, String waveform, Mfcc frontEnd) {
        FrontEndGraph nodes = new FrontEndGraph(graph);
        // [clips, frames, mel] times [mel, coefficients], then frames last.
        String mel = nodes.logMel(waveform, frontEnd.logMel());
        String cepstrum = nodes.transposed(nodes.matMul(mel, nodes.cosines(frontEnd)));
        List<String> parts = new ArrayList<>(List.of(cepstrum));
        if (frontEnd.hasDelta()) {
            parts.add(nodes.slopes(cepstrum, Slopes.line()));
        }
        if (frontEnd.hasDeltaDelta()) {
            parts.add(nodes.slopes(cepstrum, Slopes.parabola()));
        }
        String all = parts.size() == 1 ? cepstrum : nodes.node("Concat", Map.of("axis", 1), parts);
        return nodes.cast(nodes.node("Unsqueeze", all, nodes.longs(1)), FLOAT);
    }

    /** A whole model from waveform {@code [clips, samples]} to picture {@code [clips, 1, bands, frames]}. */
    public static byte[] model(FrontEnd frontEnd) {
        GraphBuilder graph = new GraphBuilder(frontEnd.name(), 17);
        String waveform = graph.input("waveform", -1, -1);
        String picture = switch (frontEnd) {
            case LogMel logMel -> append(graph, waveform, logMel);
            case Mfcc mfcc -> append(graph, waveform, mfcc);
            default ->
                throw new IllegalArgumentException(
                        "Only LogMel and Mfcc can be written as a graph, got " + frontEnd.name());
        };
        graph.output(picture, "picture", -1, 1, frontEnd.bands(), -1);
        return graph.toBytes();
    }

    /** Decibels in double precision, of shape {@code [clips, frames, bands]}. */
    private String logMel(String waveform, LogMel frontEnd) {
        FrameOptions options = frontEnd.options();
        String samples = cast(waveform, DOUBLE);
        if (frontEnd.preEmphasis() > 0) {
            samples = preEmphasised(samples, frontEnd.preEmphasis());
        }
        int n = options.windowLength();
        int half = n / 2;
        String padded = node("Pad", samples, longs(0, half, 0, half));
        // Sample 1 of every frame upwards, and sample n - 1 downwards: they meet in the middle. Sample 0 has no weight.
        String rising = frames(padded, waveform, options, 1, 1);
        String falling = frames(padded, waveform, options, n - 1, -1);
        String re = matMul(node("Add", rising, falling), fourier(options, true));
        String im = matMul(node("Sub", rising, falling), fourier(options, false));
        String power = node("Add", node("Mul", re, re), node("Mul", im, im));
        String mel = matMul(power, filters(frontEnd.filters()));
        // 1e-10 is too small for a fixed point: its inverse is exact.
        String floor = node("Div", fixed("one", new double[] {1}, 1), whole("inverse_floor", 10_000_000_000L));
        String log = node("Log", node("Max", mel, floor));
        String decibels = node("Mul", log, fixed("per_neper", new double[] {10 / Math.log(10)}, 1));
        if (frontEnd.topDb() == LogMel.NO_TOP_DB) {
            return decibels;
        }
        String loudest = graph.opset() < 18
                ? node("ReduceMax", Map.of("axes", new long[] {1, 2}, "keepdims", 1), List.of(decibels))
                : node("ReduceMax", decibels, longs(1, 2));
        return node("Max", decibels, node("Sub", loudest, fixed("top_db", new double[] {frontEnd.topDb()}, 1)));
    }

    private String preEmphasised(String samples, double share) {
        String before = node("Pad", samples, longs(0, 1, 0, -1));
        return node("Sub", samples, node("Mul", before, fixed("pre_emphasis", new double[] {share}, 1)));
    }

    /** Half of every frame, {@code [clips, frames, window / 2]}, from this place in this direction. */
    private String frames(String padded, String waveform, FrameOptions options, int first, int step) {
        int half = options.windowLength() / 2;
        String samples = node("Gather", Map.of("axis", 0), List.of(node("Shape", waveform), scalar(1)));
        String count = node("Add", node("Div", samples, scalar(options.hopLength())), scalar(1));
        String numbers = node("Range", scalar(0), count, scalar(1));
        String starts = node("Mul", node("Unsqueeze", numbers, longs(1)), longs(options.hopLength()));
        long[] offsets = new long[half];
        for (int i = 0; i < half; i++) {
            offsets[i] = first + (long) step * i;
        }
        String places = node("Add", starts, graph.constant("offsets", offsets, 1, half));
        return node("Gather", Map.of("axis", 1), List.of(padded, places));
    }

    /** Windowed cosines or sines, {@code [window / 2, bins]}; the sample in the middle meets itself, so it counts half. */
    private String fourier(FrameOptions options, boolean isCosine) {
        int n = options.windowLength();
        int bins = options.bins();
        double[] values = new double[n / 2 * bins];
        for (int i = 1; i <= n / 2; i++) {
            double window = (0.5 - 0.5 * Math.cos(2 * Math.PI * i / n)) * (i == n / 2 ? 0.5 : 1);
            for (int k = 0; k < bins; k++) {
                double angle = 2 * Math.PI * ((long) i * k % n) / n;
                values[(i - 1) * bins + k] = window * (isCosine ? Math.cos(angle) : -Math.sin(angle));
            }
        }
        return fixed(isCosine ? "cosines" : "sines", values, n / 2, bins);
    }

    private String filters(MelFilters filters) {
        double[] values = new double[filters.bins() * filters.bands()];
        for (int band = 0; band < filters.bands(); band++) {
            for (int i = 0; i < filters.count(band); i++) {
                values[(filters.first(band) + i) * filters.bands() + band] = filters.weight(band, i);
            }
        }
        return fixed("mel", values, filters.bins(), filters.bands());
    }

    private String cosines(Mfcc frontEnd) {
        int bands = frontEnd.logMel().bands();
        int kept = frontEnd.coefficients();
        double[] values = new double[bands * kept];
        for (int band = 0; band < bands; band++) {
            for (int k = 0; k < kept; k++) {
                double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
                values[band * kept + k] = scale * Math.cos(Math.PI * k * (2 * band + 1) / (2.0 * bands));
            }
        }
        return fixed("dct", values, bands, kept);
    }

    /** Weighted sums over nine frames; the outermost ones are repeated, as the polynomial at the ends is continued. */
    private String slopes(String picture, double[] weights) {
        String count = node(
                "Sub",
                node("Gather", Map.of("axis", 0), List.of(node("Shape", picture), longs(2))),
                longs(2 * DELTA_REACH));
        String sum = "";
        for (int i = 0; i < weights.length; i++) {
            String slice = node("Slice", picture, longs(i), node("Add", count, longs(i)), longs(2));
            String term = node("Mul", slice, fixed("slope", new double[] {weights[i]}, 1));
            sum = sum.isEmpty() ? term : node("Add", sum, term);
        }
        return node("Pad", Map.of("mode", "edge"), List.of(sum, longs(0, 0, DELTA_REACH, 0, 0, DELTA_REACH)));
    }

    private String asImage(String picture) {
        return node("Unsqueeze", transposed(picture), longs(1));
    }

    private String transposed(String picture) {
        return node("Transpose", Map.of("perm", new long[] {0, 2, 1}), List.of(picture));
    }

    /** A constant in double precision, exact to 2^-53. */
    private String fixed(String hint, double[] values, long... shape) {
        long[] numbers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = Math.round(values[i] * UNIT);
        }
        return node("Div", cast(graph.constant(hint, numbers, shape), DOUBLE), unit);
    }

    private String whole(String hint, long value) {
        return cast(graph.constant(hint, new long[] {value}, 1), DOUBLE);
    }

    private String matMul(String a, String b) {
        return node("MatMul", a, b);
    }

    private String longs(long... values) {
        return graph.constant("sizes", values, values.length);
    }

    private String scalar(long value) {
        return graph.constant("size", new long[] {value});
    }

    private String cast(String tensor, int type) {
        return node("Cast", Map.of("to", type), List.of(tensor));
    }

    private String node(String op, String... inputs) {
        return node(op, Map.of(), List.of(inputs));
    }

    private String node(String op, Map<String, Object> attributes, List<String> inputs) {
        return graph.node(op, inputs, attributes);
    }
}
