package io.haechi.bench;

import io.haechi.segment.rules.Apriori;
import io.haechi.segment.rules.BasketReader;
import io.haechi.segment.rules.FpGrowth;
import io.haechi.segment.rules.SetCollector;
import io.haechi.segment.rules.Transactions;
import io.haechi.segment.rules.TransactionsBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * FP-Growth, every set written down, against Borgelt's C programs (pyfim) and mlxtend. The standard benchmarks are used where
 * the folder named in {@code HAECHI_DATA} has them, synthesised baskets otherwise.
 */
final class ItemSetComparison {
    private ItemSetComparison() {}

    static void run(Session session) {
        Transactions synthetic = synthesised(20_000, 400, 3);
        compare(session, "synthetic-0.005", synthetic, 0.005, true);
        String data = System.getenv("HAECHI_DATA");
        Path folder = Path.of(data == null ? "." : data).resolve("segment/baskets");
        if (data == null || !Files.isDirectory(folder)) {
            session.missing("Measured on synthesised baskets only: name a folder with segment/baskets in HAECHI_DATA"
                    + " for mushroom and retail.");
            return;
        }
        Transactions mushroom = BasketReader.read(folder.resolve("mushroom.dat.gz"), null);
        compare(session, "mushroom-0.2", mushroom, 0.2, true);
        compare(session, "mushroom-0.1", mushroom, 0.1, true);
        Transactions retail = BasketReader.read(folder.resolve("retail.dat.gz"), null);
        compare(session, "retail-0.001", retail, 0.001, false);
        compare(session, "retail-0.0005", retail, 0.0005, false);
        level(session, retail);
    }

    private static void compare(
            Session session, String name, Transactions transactions, double support, boolean withMlxtend) {
        int minCount = (int) Math.ceil(support * transactions.size());
        Path file = session.write(name + ".txt", lines(transactions).getBytes(StandardCharsets.UTF_8));
        List<Contender> contenders = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int[] found = {0};
        contenders.add(Contender.ours("Haechi", () -> {
            SetCollector collector = new SetCollector(transactions.names());
            FpGrowth.mine(transactions, minCount, collector);
            found[0] = collector.sets().size();
        }));
        contenders.getFirst().work().run();
        notes.add("Item sets: " + found[0] + " of ours.");
        List<PythonReference> references = new ArrayList<>();
        try {
            for (String library : withMlxtend ? List.of("pyfim", "mlxtend") : List.of("pyfim")) {
                Optional<PythonReference> python = session.python("itemsets", library, file, minCount);
                python.ifPresent(reference -> {
                    references.add(reference);
                    contenders.add(reference.contender());
                    notes.add(
                            "Item sets: " + reference.first().path("found").asInt() + " of " + reference.name() + ".");
                });
            }
            if (!withMlxtend) {
                once(session, file, minCount, notes);
            }
            session.compare(
                    "fp-growth-" + name,
                    transactions.size() + " transactions, all item sets in at least " + minCount + " of them",
                    Double.NaN,
                    contenders,
                    notes);
        } finally {
            references.forEach(PythonReference::close);
        }
    }

    /** mlxtend takes so long for these that it is asked once. */
    private static void once(Session session, Path file, int minCount, List<String> notes) {
        Optional<PythonReference> python = session.python("itemsets", "mlxtend", file, minCount);
        try {
            python.ifPresent(reference -> notes.add(String.format(
                    Locale.ROOT,
                    "Item sets: %d of %s, which took %.1f s in one run.",
                    reference.first().path("found").asInt(),
                    reference.name(),
                    reference.first().path("seconds").path(0).asDouble())));
        } finally {
            python.ifPresent(PythonReference::close);
        }
    }

    /** Level by level beside the trees, where there are many items. */
    private static void level(Session session, Transactions retail) {
        int minCount = (int) Math.ceil(0.001 * retail.size());
        session.compare(
                "apriori-retail-0.001",
                retail.size() + " transactions, all item sets in at least " + minCount + " of them",
                Double.NaN,
                List.of(
                        Contender.ours(
                                "Haechi, FP-Growth",
                                () -> FpGrowth.mine(retail, minCount, new SetCollector(retail.names()))),
                        Contender.ours(
                                "Haechi, Apriori",
                                () -> Apriori.mine(retail, minCount, new SetCollector(retail.names())))),
                List.of());
    }

    private static String lines(Transactions transactions) {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < transactions.size(); t++) {
            for (int at = transactions.offsets()[t]; at < transactions.offsets()[t + 1]; at++) {
                text.append(transactions.items()[at]).append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Baskets made of a few habits each, so that some things really go together. */
    static Transactions synthesised(int baskets, int items, long seed) {
        Random random = new Random(seed);
        int[][] habits = new int[60][];
        for (int h = 0; h < habits.length; h++) {
            habits[h] = random.ints(2L + random.nextInt(5), 0, items).toArray();
        }
        TransactionsBuilder builder = new TransactionsBuilder();
        for (int b = 0; b < baskets; b++) {
            for (int h = 1 + random.nextInt(3); h > 0; h--) {
                for (int item : habits[(int) (habits.length * Math.pow(random.nextDouble(), 2))]) {
                    if (random.nextDouble() < 0.8) {
                        builder.item("i" + item);
                    }
                }
            }
            builder.item("i" + random.nextInt(items)).end();
        }
        return builder.build();
    }
}
