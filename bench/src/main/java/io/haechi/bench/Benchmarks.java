package io.haechi.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures Haechi beside others that do the same work in the same run, on sound that it synthesises itself.
 *
 * <pre>{@code
 * BenchReport report = Benchmarks.run("front-end", BenchOptions.standard(), System.err::println);
 * System.out.print(report.toText());
 * }</pre>
 *
 * <p>A single figure says little: machines differ, and one machine differs from minute to minute. So contenders take
 * turns, medians over rounds are compared, and the ratio is what to read. References that are not installed are named in
 * {@link BenchReport#missing()}, which is no failure. JIT compilers need the warm-up: with fewer rounds of it the figures
 * of both Java contenders are too low.
 */
public final class Benchmarks {
    /** Log-mel and cepstral pictures against JTransforms and librosa. */
    public static final String FRONT_END = "front-end";
    /** Voice models against onnxruntime in Python. */
    public static final String INFERENCE = "inference";
    /** From a recording to its verdict, against a network of AASIST's size on PyTorch; takes minutes. */
    public static final String DETECT = "detect";
    /** WAV and MP3 to 16 kHz against librosa. */
    public static final String DECODE = "decode";
    /** Quantised models against floats and against onnxruntime's Python tools; takes minutes and 2 GB of memory. */
    public static final String QUANTISATION = "quantisation";
    /** Frequent item sets against pyfim and mlxtend. */
    public static final String RULES = "rules";
    /** K-means against scikit-learn, hierarchical clustering against SciPy. */
    public static final String SEGMENT = "segment";
    /** Character TF-IDF and a linear model against scikit-learn. */
    public static final String TEXT = "text";
    /** How the time of clustering grows up to ten million rows; takes minutes and 2 GB of memory. */
    public static final String GROWTH = "growth";
    /** How often groups are seen where there are none, and missed where there are; each round draws anew. */
    public static final String STRUCTURE = "structure";
    /** Everything but {@link #DETECT}, {@link #QUANTISATION}, {@link #GROWTH} and {@link #STRUCTURE}. */
    public static final String ALL = "all";

    /** What {@link #run} takes. */
    public static final List<String> NAMES =
            List.of(FRONT_END, INFERENCE, DETECT, DECODE, QUANTISATION, RULES, SEGMENT, TEXT, GROWTH, STRUCTURE, ALL);

    private Benchmarks() {}

    /**
     * Runs one benchmark, or all.
     *
     * @param name one of {@link #NAMES}
     * @param talk is told what is being done, one line at a time
     * @throws IllegalArgumentException if there is no benchmark of this name
     */
    public static BenchReport run(String name, BenchOptions options, Consumer<String> talk) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "No benchmark is called \"" + name + "\"; known are " + String.join(", ", NAMES) + ".");
        }
        try (Session session = new Session(options, talk)) {
            if (isAsked(name, FRONT_END)) {
                FrontEndComparison.run(session);
            }
            if (isAsked(name, INFERENCE)) {
                InferenceComparison.run(session);
            }
            if (name.equals(DETECT)) {
                DetectComparison.run(session);
            }
            if (isAsked(name, DECODE)) {
                DecodeComparison.run(session);
            }
            if (isAsked(name, RULES)) {
                ItemSetComparison.run(session);
            }
            if (isAsked(name, SEGMENT)) {
                SegmentComparison.run(session);
            }
            if (isAsked(name, TEXT)) {
                TextComparison.run(session);
            }
            if (name.equals(GROWTH)) {
                SegmentComparison.growth(session);
            }
            if (name.equals(STRUCTURE)) {
                StructureSweep.run(session);
            }
            if (name.equals(QUANTISATION)) {
                QuantisationComparison.run(session);
            }
            return session.report(String.format(
                    Locale.ROOT,
                    "haechi bench %s --seconds %.0f --rounds %d",
                    name,
                    options.seconds(),
                    options.rounds()));
        }
    }

    private static boolean isAsked(String name, String which) {
        return name.equals(which) || name.equals(ALL);
    }
}
