package io.haechi.cli;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.Baskets;
import io.haechi.segment.report.CsvText;
import io.haechi.segment.report.RulesHtml;
import io.haechi.segment.report.RulesJson;
import io.haechi.segment.report.RulesText;
import io.haechi.segment.rules.BasketReader;
import io.haechi.segment.rules.Fraction;
import io.haechi.segment.rules.ItemSets;
import io.haechi.segment.rules.RuleOptions;
import io.haechi.segment.rules.RuleSet;
import io.haechi.segment.rules.TableItems;
import io.haechi.segment.rules.TableLook;
import io.haechi.segment.rules.Target;
import io.haechi.segment.rules.Transactions;
import io.haechi.segment.table.ColumnFacts;
import io.haechi.segment.table.ColumnType;
import io.haechi.segment.table.CsvOptions;
import io.haechi.segment.table.TableFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi rules baskets.txt --support 0.01 --confidence 0.5",
            "  haechi rules customers.csv --format csv --consequent \"Spending >= 80\"",
            "  haechi rules baskets.txt --support 0.05 --closed --json --list",
            "  haechi rules baskets.txt --top 20     commonest sets, no support to guess",
            ""
        },
        description = {
            "What stands together, and which rules of it have weight. A basket file has one transaction a line, items"
                    + " separated by commas or spaces; a CSV file is a table whose rows are transactions. Thresholds are"
                    + " compared exactly, in whole numbers."
        })
final class RulesCommand implements Callable<Integer> {
    private static final int MOST_WORDS = 1000;

    /** What the file is. */
    enum Format {
        BASKET,
        CSV
    }

    @Parameters(paramLabel = "FILE", description = "baskets or a table, also gzipped")
    private Path file = Path.of("");

    @Option(names = "--format", description = "basket or csv (default: ${DEFAULT-VALUE})")
    private Format format = Format.BASKET;

    @Option(
            names = "--support",
            paramLabel = "S",
            description = "least share of the transactions (default: ${DEFAULT-VALUE})")
    private String support = "0.1";

    @Option(
            names = "--confidence",
            paramLabel = "C",
            description = "least confidence of a rule (default: ${DEFAULT-VALUE})")
    private String confidence = "0.5";

    @Option(
            names = "--consequents",
            paramLabel = "N",
            description = "items that may follow, 1 to 3 (default: ${DEFAULT-VALUE})")
    private int consequents = 1;

    @Option(names = "--closed", description = "only item sets that no larger one equals in count")
    private boolean isClosed;

    @Option(names = "--maximal", description = "only item sets that no larger frequent one holds")
    private boolean isMaximal;

    @Option(names = "--apriori", description = "find them level by level, to check or to compare")
    private boolean isApriori;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "the N most frequent sets of two items and more, whatever the support")
    private int top;

    @Mixin
    private ItemArguments made = new ItemArguments();

    @Mixin
    private CsvArguments csv = new CsvArguments();

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @Option(
            names = "--list",
            description = "with --json: all item sets and rules; otherwise all rules, not only the first 20")
    private boolean isFull;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "write all rules there, items of one side joined by an ampersand; an infinite conviction is an empty cell")
    private @Nullable Path csvOut;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a report there, one page that needs nothing else")
    private @Nullable Path html;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        requireEffect();
        WholeFile.requireApart(Arrays.asList(file), Arrays.asList(csvOut, html));
        try {
            return mine();
        } catch (UnreadableInputException e) {
            throw Where.in(file, e);
        } catch (OutOfMemoryError e) {
            throw Where.outOfMemory(file, e);
        }
    }

    /** Says what would have no effect before anything is read. */
    private void requireEffect() {
        if (format == Format.BASKET) {
            Options.refuse(
                    spec,
                    "on baskets, which have no columns; for a table say --format csv.",
                    "--bins",
                    "--cuts",
                    "--columns",
                    "--separator",
                    "--header",
                    "--no-header",
                    "--missing-words",
                    "--types");
        }
        if (Options.isGiven(spec, "--top")) {
            if (top < 1) {
                throw new IllegalArgumentException("--top takes a number of sets, 1 or more, got " + top + ".");
            }
            Options.refuse(
                    spec,
                    "with --top, which lists the most frequent sets without support or rules; leave one of them out.",
                    "--support",
                    "--confidence",
                    "--consequents",
                    "--closed",
                    "--maximal",
                    "--apriori",
                    "--csv",
                    "--html",
                    "--list");
            if (format == Format.BASKET) {
                Options.refuse(spec, "on baskets with --top; leave one of them out.", "--consequent");
            }
        }
    }

    private int mine() {
        Fraction least = Fraction.parse("Support", support);
        if (least.numerator() == 0) {
            throw new IllegalArgumentException(
                    "Support must be above 0 and at most 1, got " + support + "; write 0.01 for 1 %.");
        }
        Fraction sure = Fraction.parse("Confidence", confidence);
        RuleOptions options = new RuleOptions(sure, consequents, Set.of());
        Baskets.Kind kind = kind();
        TableItems items = made.items();
        Transactions transactions;
        if (format == Format.CSV) {
            CsvOptions reading = csv.options();
            TableFile table = TableFile.open(file, reading);
            items = items.named(name -> CsvArguments.named(table, name));
            transactions = transactions(table, reading, items);
        } else {
            transactions = BasketReader.read(file, csv.charset());
            hintAtTable(transactions);
        }
        Target asked = items.target();
        if (asked != null) {
            options = new RuleOptions(sure, consequents, Set.copyOf(asked.among(transactions.names())));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (top > 0) {
            ItemSets sets = Baskets.top(transactions, top, 2);
            out.print(json ? RulesJson.of(sets, transactions) + "\n" : RulesText.of(sets, transactions));
            return ExitCode.DONE;
        }
        Baskets.Mined mined = Baskets.mine(transactions, least, kind, options);
        RuleSet rules = mined.rules();
        boolean isWhole = rules != null && !rules.isOnlyCounted();
        if (csvOut != null && !isWhole) {
            says(csvOut + ": not written, there are too many rules; raise --support or --confidence.");
        }
        new Outputs()
                .add(isWhole ? csvOut : null, () -> CsvText.of(Objects.requireNonNull(rules)))
                .add(html, () -> RulesHtml.of(file.getFileName() + "", mined))
                .write();
        out.print(json ? RulesJson.of(mined, isFull) + "\n" : RulesText.of(file.toString(), mined, isFull));
        return ExitCode.DONE;
    }

    private void hintAtTable(Transactions transactions) {
        int columns = TableLook.columns(file, csv.charset(), transactions);
        if (columns > 0) {
            says(file + ": looks like a table with a header and " + columns
                    + " cells in every line, but its cells are taken as"
                    + " items of baskets; for columns and rows say --format csv.");
        }
    }

    private Baskets.Kind kind() {
        if ((isClosed ? 1 : 0) + (isMaximal ? 1 : 0) + (isApriori ? 1 : 0) > 1) {
            throw new IllegalArgumentException(
                    "--closed, --maximal and --apriori exclude each other; give one of them.");
        }
        return isClosed
                ? Baskets.Kind.CLOSED
                : isMaximal ? Baskets.Kind.MAXIMAL : isApriori ? Baskets.Kind.APRIORI : Baskets.Kind.ALL;
    }

    private Transactions transactions(TableFile table, CsvOptions reading, TableItems items) {
        List<String> columns = csv.chosen(table, RulesCommand::isUseful, this::says);
        Target asked = items.target();
        if (asked != null && asked.isNumeric() && !columns.contains(asked.column())) {
            columns.add(asked.column());
        }
        if (columns.isEmpty()) {
            throw new UnreadableInputException(
                    file + ": no column is left to make items of; name columns with --columns.");
        }
        ItemArguments.requireCut(items, table, columns);
        Transactions transactions = items.of(table.read(columns, reading));
        if (transactions.names().isEmpty()) {
            throw new UnreadableInputException(file + ": holds no item; every cell is empty.");
        }
        return transactions;
    }

    private static boolean isUseful(ColumnFacts facts) {
        return facts.type() == ColumnType.NUMBER
                || facts.type() == ColumnType.DATE
                || facts.type() == ColumnType.CATEGORY && facts.distinct() <= MOST_WORDS;
    }

    private void says(String sentence) {
        spec.commandLine().getErr().println("haechi: " + sentence);
    }
}
