package io.haechi.segment.report;

import io.haechi.segment.Baskets;
import io.haechi.segment.rules.ItemSets;
import io.haechi.segment.rules.Rule;
import io.haechi.segment.rules.RuleSet;
import io.haechi.segment.rules.Transactions;
import io.haechi.segment.table.Plain;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Item sets and rules for a terminal. */
public final class RulesText {
    private static final int FIRST = 20;

    private RulesText() {}

    /** What was mined; the rules of weight, all of them if asked for. */
    public static String of(String name, Baskets.Mined mined, boolean isFull) {
        StringBuilder text = new StringBuilder();
        line(text, "%s: %s", name, size(mined.transactions()));
        String sizes = mined.bySize().entrySet().stream()
                .map(entry -> Plain.count(entry.getValue()) + " of " + entry.getKey())
                .collect(Collectors.joining(", "));
        line(
                text,
                "%s in at least %s%s",
                Plain.count(mined.itemSets(), "item set stands", "item sets stand"),
                Plain.count(mined.minCount(), "transaction", "transactions"),
                sizes.isEmpty() ? "" : " (" + sizes + ")");
        RuleSet rules = mined.rules();
        if (rules == null) {
            line(text, "%s", mined.why());
            return text.toString();
        }
        line(text, "%s %s", rules.ofWeight().isEmpty() ? "규칙 없음" : "규칙 있음", mined.why());
        List<RuleSet.Judged> shown = rules.ofWeight();
        shown.stream().limit(isFull ? shown.size() : FIRST).forEach(judged -> rule(text, judged.rule()));
        if (!isFull && shown.size() > FIRST) {
            line(text, "  ... and %s more (--list, --csv FILE)", Plain.count(shown.size() - FIRST));
        }
        return text.toString();
    }

    /** Items of one side or set, in one piece of text; JSON keeps them apart. */
    static String joined(List<String> items) {
        return String.join(" & ", items);
    }

    static String size(Transactions transactions) {
        return Plain.count(transactions.size(), "transaction", "transactions") + " of "
                + Plain.count(transactions.names().size(), "item", "items");
    }

    /** The most frequent sets. */
    public static String of(ItemSets sets, Transactions transactions) {
        StringBuilder text = new StringBuilder();
        for (int set = 0; set < sets.size(); set++) {
            line(
                    text,
                    "  %,8d  %5.2f %%  %s",
                    sets.counts()[set],
                    100.0 * sets.counts()[set] / transactions.size(),
                    joined(sets.words(set)));
        }
        return text.toString();
    }

    private static void rule(StringBuilder text, Rule rule) {
        line(
                text,
                "  %s -> %s  in %,d; %.0f %% of those have it, %.1f times as often as all (lift)",
                joined(rule.antecedent()),
                joined(rule.consequent()),
                rule.both(),
                100 * rule.confidence(),
                rule.lift());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
