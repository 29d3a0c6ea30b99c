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
        line(
                text,
                "%s: %s transactions of %s items",
                name,
                Plain.count(mined.transactions().size()),
                Plain.count(mined.transactions().names().size()));
        String sizes = mined.bySize().entrySet().stream()
                .map(entry -> Plain.count(entry.getValue()) + " of " + entry.getKey())
                .collect(Collectors.joining(", "));
        line(
                text,
                "%s item sets stand in at least %s transactions%s",
                Plain.count(mined.itemSets()),
                Plain.count(mined.minCount()),
                sizes.isEmpty() ? "" : " (" + sizes + ")");
        RuleSet rules = mined.rules();
        if (rules == null) {
            line(text, "%s", RulesJson.tooMany(mined));
            return text.toString();
        }
        line(text, "%s %s", rules.ofWeight().isEmpty() ? "규칙 없음" : "규칙 있음", rules.why());
        List<RuleSet.Judged> shown = rules.ofWeight();
        shown.stream().limit(isFull ? shown.size() : FIRST).forEach(judged -> rule(text, judged.rule()));
        if (!isFull && shown.size() > FIRST) {
            line(text, "  ... and %s more (--list, --csv FILE)", Plain.count(shown.size() - FIRST));
        }
        return text.toString();
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
                    String.join(" + ", sets.words(set)));
        }
        return text.toString();
    }

    private static void rule(StringBuilder text, Rule rule) {
        line(
                text,
                "  %s -> %s  in %,d; %.0f %% of those have it, %.1f times as often as all (lift)",
                String.join(" + ", rule.antecedent()),
                String.join(" + ", rule.consequent()),
                rule.both(),
                100 * rule.confidence(),
                rule.lift());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
