package io.haechi.onnx.graph;

import java.util.HashMap;
import java.util.Map;

/** The rules of all operators that have one. */
final class Rules {
    static final Map<String, Rule> ALL = all();

    private Rules() {}

    private static Map<String, Rule> all() {
        Map<String, Rule> rules = new HashMap<>();
        ElementRules.addTo(rules);
        ReductionRules.addTo(rules);
        WindowRules.addTo(rules);
        LayerRules.addTo(rules);
        LayoutRules.addTo(rules);
        SelectionRules.addTo(rules);
        return Map.copyOf(rules);
    }
}
