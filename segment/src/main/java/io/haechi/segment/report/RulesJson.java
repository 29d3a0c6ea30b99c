package io.haechi.segment.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.segment.Baskets;
import io.haechi.segment.rules.ItemSets;
import io.haechi.segment.rules.Rule;
import io.haechi.segment.rules.RuleSet;
import io.haechi.segment.rules.Transactions;
import java.util.Comparator;
import java.util.List;

/** Item sets and rules as one JSON object. */
public final class RulesJson {
    private RulesJson() {}

    /** The object; lists in full if asked for. */
    public static ObjectNode of(Baskets.Mined mined, boolean isFull) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("schema", "haechi/1").put("problem", "rules");
        object.put("transactions", mined.transactions().size())
                .put("items", mined.transactions().names().size());
        object.put("minCount", mined.minCount()).put("itemsets", mined.itemSets());
        ObjectNode bySize = object.putObject("bySize");
        mined.bySize().forEach((size, count) -> bySize.put(String.valueOf(size), count));
        RuleSet rules = mined.rules();
        if (rules == null) {
            object.putNull("rules");
        } else {
            object.put("rules", rules.found());
        }
        object.put("seconds", mined.seconds()).put("ruleSeconds", mined.ruleSeconds());
        if (rules != null) {
            boolean isJudged = !rules.isOnlyCounted();
            object.putObject("finding")
                    .put("judged", isJudged)
                    .put("found", isJudged ? !rules.ofWeight().isEmpty() : null)
                    .put("ofWeight", isJudged ? rules.ofWeight().size() : null)
                    .put("tested", rules.tested())
                    .put("possible", rules.possible())
                    .put("why", mined.why());
        } else {
            object.putObject("finding").put("found", false).put("why", mined.why());
        }
        if (isFull) {
            full(object, mined);
        }
        return object;
    }

    /** The most frequent sets, most frequent first. */
    public static ObjectNode of(ItemSets sets, Transactions transactions) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("schema", "haechi/1").put("problem", "rules").put("transactions", transactions.size());
        ArrayNode list = object.putArray("itemsetList");
        for (int set = 0; set < sets.size(); set++) {
            ObjectNode each = list.addObject();
            names(each.putArray("items"), sets.words(set));
            each.put("count", sets.counts()[set]);
        }
        return object;
    }

    private static void full(ObjectNode object, Baskets.Mined mined) {
        ItemSets sets = mined.sets();
        ArrayNode list = object.putArray("itemsetList");
        if (sets != null) {
            for (int set : sets.byCount()) {
                ObjectNode each = list.addObject();
                names(each.putArray("items"), sets.words(set));
                each.put("count", sets.counts()[set]);
            }
        }
        ArrayNode rules = object.putArray("ruleList");
        if (mined.rules() != null) {
            List<RuleSet.Judged> sorted =
                    mined.rules().rules().stream().sorted(RuleSet.BY_LIFT).toList();
            sorted.forEach(judged -> rules.add(rule(judged)));
        }
    }

    private static void names(ArrayNode array, List<String> names) {
        names.stream().sorted(Comparator.naturalOrder()).forEach(array::add);
    }

    private static ObjectNode rule(RuleSet.Judged judged) {
        Rule rule = judged.rule();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        names(object.putArray("antecedent"), rule.antecedent());
        names(object.putArray("consequent"), rule.consequent());
        object.put("count", rule.both()).put("antecedentCount", rule.given()).put("consequentCount", rule.follows());
        object.put("support", rule.support()).put("confidence", rule.confidence());
        object.put("lift", rule.lift()).put("leverage", rule.leverage());
        // JSON knows no infinity: null, as CSV has an empty cell.
        if (Double.isInfinite(rule.conviction())) {
            object.putNull("conviction");
        } else {
            object.put("conviction", rule.conviction());
        }
        object.put("chiSquared", rule.chiSquared()).put("pValue", judged.pValue());
        object.put("correctedPValue", judged.corrected()).put("redundant", judged.isRedundant());
        return object.put("ofWeight", judged.hasWeight());
    }
}
