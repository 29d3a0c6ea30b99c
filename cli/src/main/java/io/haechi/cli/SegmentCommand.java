package io.haechi.cli;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.Drift;
import io.haechi.segment.Method;
import io.haechi.segment.SavedSegments;
import io.haechi.segment.SegmentOptions;
import io.haechi.segment.Segmentation;
import io.haechi.segment.Segments;
import io.haechi.segment.cluster.KMeansOptions;
import io.haechi.segment.cluster.Seeding;
import io.haechi.segment.features.FeatureOptions;
import io.haechi.segment.report.CsvText;
import io.haechi.segment.report.DriftReport;
import io.haechi.segment.report.SegmentHtml;
import io.haechi.segment.report.SegmentJson;
import io.haechi.segment.report.SegmentText;
import io.haechi.segment.table.ColumnFacts;
import io.haechi.segment.table.ColumnType;
import io.haechi.segment.table.CsvOptions;
import io.haechi.segment.table.CsvSource;
import io.haechi.segment.table.MissingPolicy;
import io.haechi.segment.table.Plain;
import io.haechi.segment.table.Scaling;
import io.haechi.segment.table.Table;
import io.haechi.segment.table.TableFile;
import io.haechi.segment.table.TableProfile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi segment customers.csv          are there groups, what sets them apart?",
            "  haechi segment customers.csv --columns Income,Spending --k 5 --json",
            "  haechi segment customers.csv --html report.html --save segments.json",
            "  haechi segment april.csv --model segments.json      new rows: has it moved?",
            ""
        },
        description = {
            "Segments of customers, after asking whether there are any. Any CSV file: separator, encoding and types are"
                    + " found out and said. Without --k the number of segments is found out; where there is no structure"
                    + " it is 1, and the silhouette of one segment is 0."
        })
final class SegmentCommand implements Callable<Integer> {
    private static final int MOST_WORDS = 50;

    @Parameters(paramLabel = "CSV", description = "a CSV file, also gzipped")
    private Path file = Path.of("");

    @Mixin
    private CsvArguments csv = new CsvArguments();

    @Option(
            names = "--scale",
            description = "none, standard, minmax or robust; one-hot columns stay 0 and 1 (default: ${DEFAULT-VALUE})")
    private Scaling scaling = Scaling.STANDARD;

    @Option(
            names = "--log",
            paramLabel = "A,B",
            split = ",",
            description = "columns whose logarithm is taken, log(1 + x)")
    private List<String> logs = new ArrayList<>();

    @Option(
            names = "--missing",
            description =
                    "rows that lack a value: drop, fill (median, or a word of its own) or refuse (default: drop; with"
                            + " --model what was saved)")
    private @Nullable MissingPolicy missing;

    @Option(
            names = "--method",
            description = "kmeans, minibatch, ward, average, complete, single, mixture or hdbscan (default:"
                    + " ${DEFAULT-VALUE})")
    private Method method = Method.KMEANS;

    @Option(names = "--k", paramLabel = "N", description = "how many segments, or auto (default: ${DEFAULT-VALUE})")
    private String k = "auto";

    @Option(names = "--init", description = "first (the first k rows) or plusplus (default: ${DEFAULT-VALUE})")
    private Seeding init = Seeding.PLUSPLUS;

    @Option(
            names = "--restarts",
            paramLabel = "N",
            description = "beginnings tried (default: as many as are quick, 4 to 100)")
    private int restarts;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "the result does not depend on it (default: ${DEFAULT-VALUE})")
    private int threads = Math.min(2, Runtime.getRuntime().availableProcessors());

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @Option(
            names = "--list",
            description =
                    "with --json: the segment of every row (-1 for none, null if it lacks a value), and every merge of a"
                            + " dendrogram")
    private boolean isFull;

    @Option(names = "--profile", description = "say what the columns hold before anything else")
    private boolean isProfiled;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the segment of every row there")
    private @Nullable Path csvOut;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a report there, one page that needs nothing else")
    private @Nullable Path html;

    @Option(names = "--save", paramLabel = "FILE", description = "write the segments there, for --model")
    private @Nullable Path save;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "segments saved before: assign these rows, report drift; goes with --missing, --csv, --json, --list and"
                            + " what says how to read the file")
    private @Nullable Path model;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        requireEffect();
        CsvOptions reading = csv.options();
        WholeFile.requireApart(Arrays.asList(file, model), Arrays.asList(csvOut, html, save));
        SavedSegments known = model == null ? null : SavedSegments.read(model);
        try {
            return known == null ? fit(reading) : assign(known);
        } catch (UnreadableInputException e) {
            throw Where.in(file, e);
        } catch (OutOfMemoryError e) {
            throw Where.outOfMemory(file, e);
        }
    }

    /** Says what would have no effect before anything is read. */
    private void requireEffect() {
        if (model != null) {
            Options.refuse(
                    spec,
                    "with --model: new rows go where the saved segments say; leave it out.",
                    "--columns",
                    "--scale",
                    "--log",
                    "--method",
                    "--k",
                    "--init",
                    "--restarts",
                    "--seed",
                    "--threads",
                    "--profile",
                    "--html",
                    "--save");
        }
        String named = method.name().toLowerCase(Locale.ROOT);
        if (method == Method.HDBSCAN && !k.equalsIgnoreCase("auto")) {
            Options.refuse(
                    spec, "with --method hdbscan, which finds the number of segments itself; leave it out.", "--k");
        }
        if (method.isHierarchical() || method == Method.HDBSCAN) {
            Options.refuse(
                    spec, "with --method " + named + ", which begins nowhere; leave it out.", "--init", "--restarts");
        }
        if (method == Method.MINIBATCH) {
            Options.refuse(spec, "with --method minibatch, which begins with a sample; leave it out.", "--init");
        }
        if (init == Seeding.FIRST) {
            Options.refuse(spec, "with --init first: the first rows are one beginning; leave it out.", "--restarts");
        }
        if (!json) {
            Options.refuse(spec, "without --json; add that, or write the rows with --csv FILE.", "--list");
        }
    }

    private int fit(CsvOptions reading) {
        // Wrong use is said before a long file is read.
        SegmentOptions options = options(Set.of());
        TableFile table = TableFile.open(file, reading);
        List<String> columns = csv.chosen(table, SegmentCommand::isUseful, this::says);
        if (columns.isEmpty()) {
            throw new UnreadableInputException(
                    file + ": no column is left that could tell rows apart; name columns with --columns.");
        }
        Set<String> logged = logged(table, columns);
        Table rows = table.read(columns, reading);
        Segmentation segments = Segments.fit(rows, logged.isEmpty() ? options : options(logged));
        saysLeftOut(segments.leftOut(), rows.rows());
        new Outputs()
                .add(csvOut, () -> CsvText.of(segments))
                .add(html, () -> SegmentHtml.of(file.getFileName() + "", segments, TableProfile.of(rows)))
                .add(save, () -> SavedSegments.of(segments).toJson())
                .write();
        PrintWriter out = spec.commandLine().getOut();
        TableProfile profile = isProfiled ? TableProfile.of(rows) : null;
        out.print(
                json
                        ? SegmentJson.of(segments, profile, isFull) + "\n"
                        : SegmentText.of(file.toString(), segments, profile));
        return ExitCode.DONE;
    }

    private Set<String> logged(TableFile table, List<String> columns) {
        Set<String> logged = new HashSet<>();
        for (String asked : logs) {
            String name = CsvArguments.named(table, asked.strip());
            ColumnFacts facts = table.facts(name);
            boolean isNumber =
                    facts.type() == ColumnType.NUMBER || facts.type() == ColumnType.IDENTIFIER && facts.style() != null;
            if (!columns.contains(name) || !isNumber) {
                throw new IllegalArgumentException("--log has no effect on \"" + name
                        + "\", which is not among the columns of numbers that are taken; leave it out.");
            }
            logged.add(name);
        }
        return logged;
    }

    private SegmentOptions options(Set<String> logged) {
        int wanted;
        try {
            wanted = k.equalsIgnoreCase("auto") ? SegmentOptions.AUTO : Integer.parseInt(k);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--k takes a number of segments or the word auto, got \"" + k + "\".", e);
        }
        if (wanted < 1 && !k.equalsIgnoreCase("auto")) {
            throw new IllegalArgumentException("Number of segments must be at least 1, got " + k + ".");
        }
        MissingPolicy gaps = missing == null ? MissingPolicy.DROP : missing;
        KMeansOptions means = new KMeansOptions(Math.max(1, wanted), init, restarts, 10_000, seed, threads);
        return new SegmentOptions(new FeatureOptions(scaling, logged, gaps), method, wanted, html != null, means);
    }

    private static boolean isUseful(ColumnFacts facts) {
        return !facts.isConstant()
                && (facts.type() == ColumnType.NUMBER
                        || facts.type() == ColumnType.CATEGORY && facts.distinct() <= MOST_WORDS);
    }

    private int assign(SavedSegments known) {
        known.requireColumns(file, CsvSource.open(file, csv.options()).columns());
        CsvOptions reading = csv.options(known.types());
        SavedSegments segments = missing == null ? known : known.with(missing);
        TableFile table = TableFile.open(file, reading);
        Table rows = table.read(known.columns(), reading);
        Drift drift = segments.assign(rows);
        saysLeftOut(drift.leftOut(), rows.rows());
        new Outputs().add(csvOut, () -> CsvText.of(drift)).write();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? DriftReport.json(drift, isFull) + "\n" : DriftReport.text(file.toString(), drift));
        return ExitCode.DONE;
    }

    private void saysLeftOut(int dropped, int rows) {
        if (dropped > 0) {
            says("left out " + Plain.count(dropped) + " of " + Plain.rows(rows)
                    + (dropped == 1 ? ", which lacks" : ", which lack") + " a value (--missing fill keeps them).");
        }
    }

    private void says(String sentence) {
        spec.commandLine().getErr().println("haechi: " + sentence);
    }
}
