package io.haechi.segment.report;

import io.haechi.core.evaluation.Html;
import io.haechi.segment.Baskets;
import io.haechi.segment.rules.ItemSets;
import io.haechi.segment.rules.Rule;
import io.haechi.segment.rules.RuleSet;
import io.haechi.segment.table.Plain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Rules as one HTML page: whether any have weight, a table, and a graph of what leads to what. */
public final class RulesHtml {
    private static final int MOST_ROWS = 200;
    private static final int MOST_ARROWS = 25;
    private static final int MOST_SETS = 50;

    private RulesHtml() {}

    /** The page. */
    public static String of(String name, Baskets.Mined mined) {
        Page page = new Page("Rules of " + name);
        page.add(
                "<p class=\"soft\">%s; %s in at least %s of them</p>",
                RulesText.size(mined.transactions()),
                Plain.count(mined.itemSets(), "item set stands", "item sets stand"),
                Plain.count(mined.minCount()));
        RuleSet rules = mined.rules();
        List<RuleSet.Judged> weighty = rules == null ? List.of() : rules.ofWeight();
        page.add(
                "<div class=\"verdict\"><b>%s</b><p>%s</p></div>",
                weighty.isEmpty() ? Page.both("규칙 없음", "No rule of weight") : Page.both("규칙 있음", "Rules of weight"),
                mined.why());
        if (!weighty.isEmpty()) {
            page.add("<h2>What leads to what</h2>");
            page.figure("The strongest rules; thicker arrows lift more", graph(weighty));
            table(page, weighty);
        }
        ItemSets sets = mined.sets();
        if (sets != null && sets.size() > 0) {
            sets(page, sets, mined.transactions().size());
        }
        return page.done();
    }

    private static void table(Page page, List<RuleSet.Judged> rules) {
        page.add("<h2>Rules of weight</h2><div class=\"wide\"><table><thead><tr><th>who has</th><th>also has</th>"
                + "<th>count</th><th>confidence</th><th>lift</th><th>leverage</th><th>conviction</th><th>chi²</th>"
                + "<th>p, corrected</th></tr></thead><tbody>");
        for (RuleSet.Judged judged : rules.stream().limit(MOST_ROWS).toList()) {
            Rule rule = judged.rule();
            page.add(
                    "<tr><td>%s</td><td class=\"words\">%s</td><td>%s</td><td>%.1f %%</td><td>%.2f</td><td>%.4f</td>"
                            + "<td>%s</td><td>%.1f</td><td>%s</td></tr>",
                    RulesText.joined(rule.antecedent()),
                    RulesText.joined(rule.consequent()),
                    Plain.count(rule.both()),
                    100 * rule.confidence(),
                    rule.lift(),
                    rule.leverage(),
                    Double.isInfinite(rule.conviction()) ? "∞" : String.format(Locale.ROOT, "%.2f", rule.conviction()),
                    rule.chiSquared(),
                    judged.corrected() < 1e-4 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", judged.corrected()));
        }
        page.add("</tbody></table></div>");
        if (rules.size() > MOST_ROWS) {
            page.add("<p class=\"soft\">The strongest %d of %s.</p>", MOST_ROWS, Plain.count(rules.size()));
        }
    }

    private static void sets(Page page, ItemSets sets, int transactions) {
        page.add("<h2>Commonest item sets</h2><div class=\"wide\"><table><thead><tr><th>items</th><th>count</th>"
                + "<th>support</th></tr></thead><tbody>");
        int shown = 0;
        for (int set : sets.byCount()) {
            if (sets.length(set) > 1 && shown++ < MOST_SETS) {
                page.add(
                        "<tr><td>%s</td><td>%s</td><td>%.2f %%</td></tr>",
                        RulesText.joined(sets.words(set)),
                        Plain.count(sets.counts()[set]),
                        100.0 * sets.counts()[set] / transactions);
            }
        }
        page.add("</tbody></table></div>");
    }

    /** Items on a circle, an arrow from each given item to what follows. */
    private static String graph(List<RuleSet.Judged> rules) {
        List<Rule> drawn =
                rules.stream().limit(MOST_ARROWS).map(RuleSet.Judged::rule).toList();
        LinkedHashSet<String> items = new LinkedHashSet<>();
        drawn.forEach(rule -> {
            items.addAll(rule.antecedent());
            items.addAll(rule.consequent());
        });
        List<String> order = new ArrayList<>(items);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"-340 -230 680 460\" role=\"img\"><title>Rules</title>");
        svg.append(
                "<defs><marker id=\"a\" viewBox=\"0 0 6 6\" refX=\"6\" refY=\"3\" markerWidth=\"5\" markerHeight=\"5\""
                        + " orient=\"auto\"><path d=\"M0 0L6 3L0 6z\" fill=\"#c2481a\"/></marker></defs>");
        for (Rule rule : drawn) {
            for (String from : rule.antecedent()) {
                for (String to : rule.consequent()) {
                    arrow(svg, order.indexOf(from), order.indexOf(to), order.size(), rule.lift());
                }
            }
        }
        for (int i = 0; i < order.size(); i++) {
            item(svg, order.get(i), i, order.size());
        }
        return svg + "</svg>";
    }

    private static void arrow(StringBuilder svg, int from, int to, int all, double lift) {
        double a = 2 * Math.PI * from / all;
        double b = 2 * Math.PI * to / all;
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fQ0 0 %.1f %.1f\" fill=\"none\" stroke=\"#c2481a\" stroke-opacity=\".55\""
                        + " stroke-width=\"%.1f\" marker-end=\"url(#a)\"/>",
                170 * Math.cos(a),
                170 * Math.sin(a),
                165 * Math.cos(b),
                165 * Math.sin(b),
                Math.clamp(lift / 2, 0.7, 4)));
    }

    private static void item(StringBuilder svg, String name, int place, int all) {
        double angle = 2 * Math.PI * place / all;
        double x = 178 * Math.cos(angle);
        double y = 178 * Math.sin(angle);
        String anchor = Math.cos(angle) > 0.2 ? "start" : Math.cos(angle) < -0.2 ? "end" : "middle";
        double shift = Math.abs(Math.cos(angle)) <= 0.2 ? Math.signum(y) * 10 : 0;
        String brief = name.length() > 24 ? name.substring(0, 23) + "…" : name;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y + 4 + shift,
                anchor,
                Html.escape(brief)));
    }
}
